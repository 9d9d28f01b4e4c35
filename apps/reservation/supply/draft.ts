import { RESERVED_POOLS } from '#contracts/codes.js';
import { MINUTE_MS, plusMinutes } from '#service/calendar/local-time.js';
import { type FieldError, Problem } from '#service/problem/problem.js';
import type { SessionDraft } from './draft.dto.js';
import type { Draft } from './publication.js';
import { cutEvenly, type Segment } from './seat.js';

/** Rosters and bed forecasts reach no further ahead. */
const FURTHEST_MINUTES = 180 * 24 * 60;

/**
 * Drafts as the rules know them.
 * @throws Problem 422 naming every session that can't be: in the past, too far ahead, longer than a day, named twice, cut wrongly
 */
export function readDrafts(given: readonly SessionDraft[], now: Date): Draft[] {
  const { drafts, errors } = examineDrafts(given, now);
  if (errors.length === 0) return drafts;
  throw new Problem({
    status: 422,
    code: 'SESSION_IMPOSSIBLE',
    detail: 'Some sessions cannot be published: see errors.',
    errors,
  });
}

/** The same without a throw: all drafts, and all that is wrong with them, as `sessions.<n>.<field>`. */
export function examineDrafts(given: readonly SessionDraft[], now: Date): { drafts: Draft[]; errors: FieldError[] } {
  const drafts = given.map(toDraft);
  const named = new Set<string>();
  const errors = drafts.flatMap((draft, at) => {
    const faults = faultsOf(draft, given[at] as SessionDraft, now);
    if (named.has(draft.externalId)) faults.push(fault('externalId', 'twice', 'stands twice in this publication'));
    named.add(draft.externalId);
    return faults.map((found) => ({ ...found, field: `sessions.${at}.${found.field}` }));
  });
  return { drafts, errors };
}

function toDraft({ segments, segmentMinutes, allotment, ...given }: SessionDraft): Draft {
  const draft = { ...given, startsAt: new Date(given.startsAt), endsAt: new Date(given.endsAt) };
  const minutesIn = (instant: string) => (new Date(instant).getTime() - draft.startsAt.getTime()) / MINUTE_MS;
  if (segments) {
    const parts = segments.map(({ startsAt, endsAt, seats }) => ({
      from: minutesIn(startsAt),
      to: minutesIn(endsAt),
      seats,
    }));
    return { ...draft, segments: parts };
  }
  if (segmentMinutes && draft.endsAt > draft.startsAt)
    return { ...draft, segments: cutEvenly(draft, segmentMinutes, draft.capacity) };
  return draft;
}

const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message });

/** What is wrong with a session by itself; the first fault of its times, and all others. */
function faultsOf(draft: Draft, given: SessionDraft, now: Date): FieldError[] {
  const time = timeFault(draft, now);
  if (time) return [time];
  return [...kindFaults(draft), ...cutFaults(draft, given), ...allotmentFaults(draft, given)];
}

function timeFault({ startsAt, endsAt }: Draft, now: Date): FieldError | undefined {
  if (endsAt <= startsAt) return fault('endsAt', 'not-after-start', 'must be later than startsAt');
  if (endsAt > plusMinutes(startsAt, 24 * 60))
    return fault('endsAt', 'longer-than-a-day', 'a session is at most a day');
  if (startsAt.getTime() % MINUTE_MS !== 0) return fault('startsAt', 'not-a-minute', 'must be a whole minute');
  if (endsAt <= now) return fault('endsAt', 'in-the-past', 'must be later than now');
  if (startsAt > plusMinutes(now, FURTHEST_MINUTES))
    return fault('startsAt', 'too-far-ahead', 'at most 180 days ahead');
  return undefined;
}

function kindFaults({ pool, bedClass, device }: Draft): FieldError[] {
  return [
    ...(bedClass !== undefined && pool !== 'inpatient-bed'
      ? [fault('bedClass', 'not-a-bed', 'only inpatient-bed has one')]
      : []),
    ...(device !== undefined && pool !== 'exam' ? [fault('device', 'not-an-exam', 'only exam has one')] : []),
  ];
}

function cutFaults({ pool, segments, capacity, startsAt, endsAt }: Draft, given: SessionDraft): FieldError[] {
  if (!segments) return [];
  const field = given.segments ? 'segments' : 'segmentMinutes';
  if (given.segments && given.segmentMinutes !== undefined)
    return [fault('segmentMinutes', 'cut-twice', 'either segments or segmentMinutes')];
  if (pool === 'inpatient-bed') return [fault(field, 'not-for-beds', 'a ward-day has no segments')];
  const end = (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS;
  const faults = segments.flatMap((segment, at) => segmentFaults(segment, segments[at - 1], end, at));
  const seats = segments.reduce((sum, segment) => sum + segment.seats, 0);
  if (seats !== capacity)
    faults.push(fault(field, 'sum-not-capacity', `the segments have ${seats} seats, the capacity is ${capacity}`));
  return faults;
}

function segmentFaults({ from, to }: Segment, before: Segment | undefined, end: number, at: number): FieldError[] {
  const wrong = (name: string, code: string, message: string) => [fault(`segments.${at}.${name}`, code, message)];
  if (!Number.isInteger(from)) return wrong('startsAt', 'not-a-minute', 'must be a whole minute');
  if (!Number.isInteger(to)) return wrong('endsAt', 'not-a-minute', 'must be a whole minute');
  if (to <= from) return wrong('endsAt', 'not-after-start', 'must be later than startsAt');
  if (from < 0) return wrong('startsAt', 'outside-the-session', 'begins before the session');
  if (to > end) return wrong('endsAt', 'outside-the-session', 'ends after the session');
  if (before && from < before.to) return wrong('startsAt', 'not-in-order', 'begins before the segment before it ends');
  return [];
}

function allotmentFaults({ pool, capacity, declaredTotal }: Draft, { allotment = false }: SessionDraft): FieldError[] {
  if (allotment !== (declaredTotal !== undefined))
    return [fault('declaredTotal', 'with-allotment-only', 'an allotment declares its total, nothing else does')];
  if (declaredTotal === undefined) return [];
  if (!(RESERVED_POOLS as readonly string[]).includes(pool))
    return [fault('allotment', 'no-reserve', 'only kinds of supply with a reserve are given as allotment')];
  return declaredTotal < capacity ? [fault('declaredTotal', 'below-capacity', 'must not be below the capacity')] : [];
}
