import type { EntityManager } from 'typeorm';
import type { UnitOption } from '#contracts/parts.js';
import { type DayTime, instantOf, localDate } from '#service/calendar/local-time.js';
import { conflict, Problem } from '#service/problem/problem.js';
import { claimKeys, releaseKeys, storeAnswers } from '#service/write/keys.js';
import type { Answer, Write } from '#service/write/write.js';
import { selfServiceOnAgain } from '../reserve/no-show-limit.js';
import { nextOptions } from '../unit/options.js';
import { searchesOf, type UnitRequest } from '../unit/request.js';
import { readNoShows } from '../unit/reservation.store.js';
import { reasonsOf, type Served } from '../unit/serve.js';
import type { Turn } from '../unit/turn.js';
import { bookingView } from './booking.dto.js';
import { knownWishes } from './external.js';

/** A booking asked for over HTTP. */
export interface BookingWish {
  kind: 'booking';
  write: Write;
  request: UnitRequest;
}

export interface Bookings {
  /** Whose key is new. */
  fresh: BookingWish[];
  outcomes: Map<BookingWish, Answer<unknown> | Problem>;
}

/** Takes the keys of the writes; repeated ones get their first answer. */
export async function freshBookings(tx: EntityManager, wishes: readonly BookingWish[]): Promise<Bookings> {
  const outcomes: Bookings['outcomes'] = new Map();
  if (wishes.length === 0) return { fresh: [], outcomes };
  const claims = await claimKeys(
    tx,
    wishes.map(({ write }) => write),
  );
  const claimed = wishes.filter((wish, at) => {
    const claim = claims[at];
    if (claim && !claim.fresh) outcomes.set(wish, 'problem' in claim ? claim.problem : claim.answer);
    return claim?.fresh;
  });
  const known = await knownWishes(tx, claimed);
  await settleKnown(tx, known);
  for (const [wish, outcome] of known) outcomes.set(wish, outcome);
  return { fresh: claimed.filter((wish) => !known.has(wish)), outcomes };
}

async function settleKnown(tx: EntityManager, known: Bookings['outcomes']): Promise<void> {
  const outcomes = [...known].map(([{ write }, outcome]) => ({ write, outcome }));
  await storeAnswers(
    tx,
    outcomes.flatMap(({ write, outcome }) => (outcome instanceof Problem ? [] : [{ write, answer: outcome }])),
  );
  await releaseKeys(
    tx,
    outcomes.flatMap(({ write, outcome }) => (outcome instanceof Problem ? [write] : [])),
  );
}

/** Answers 201 to who got a unit, 409 with the reason and the next free units to the others, whose keys are given back. */
export async function settleBookings(
  turn: Turn,
  { fresh, outcomes }: Bookings,
  served: readonly Served<UnitRequest>[],
): Promise<void> {
  const units = new Map(served.map((unit) => [unit.request, unit]));
  const answers: { write: Write; answer: Answer<unknown> }[] = [];
  for (const wish of fresh) {
    const unit = units.get(wish.request);
    if (!unit) continue;
    const body = bookingView(unit.row, unit.session);
    const answer = { status: 201, body, location: `/v1/bookings/${unit.row.id}`, version: unit.row.version };
    outcomes.set(wish, answer);
    answers.push({ write: wish.write, answer });
  }
  if (answers.length > 0) await storeAnswers(turn.tx, answers);
  await refuse(
    turn,
    fresh.filter(({ request }) => !units.has(request)),
    outcomes,
  );
}

async function refuse(turn: Turn, wishes: readonly BookingWish[], outcomes: Bookings['outcomes']): Promise<void> {
  if (wishes.length === 0) return;
  const refusals = await refusalsOf(
    turn,
    wishes.map(({ request }) => request),
  );
  for (const [at, wish] of wishes.entries()) outcomes.set(wish, refusals[at] as Problem);
  await releaseKeys(
    turn.tx,
    wishes.map(({ write }) => write),
  );
}

/** 409 `NO_UNIT` for each request, with the reason and the next free units; in a rush thousands get the same one. */
export async function refusalsOf(turn: Turn, requests: readonly UnitRequest[]): Promise<Problem[]> {
  const reasons = await reasonsOf(turn, requests);
  const options = await optionsFor(turn, requests);
  const told = new Map<UnitOption[], Map<string, Problem>>();
  return requests.map((_, at) => {
    const [reason, free] = [reasons[at]?.[0] ?? 'full', options[at] ?? []];
    const alike = told.get(free) ?? new Map<string, Problem>();
    const refusal = alike.get(reason) ?? noUnit(reason, free);
    told.set(free, alike.set(reason, refusal));
    return refusal;
  });
}

const FORTNIGHT: DayTime = { days: -14, at: '24:00' };

/** Equal wishes are looked up once: in a rush hundreds ask for the same morning. */
async function optionsFor(turn: Turn, requests: readonly UnitRequest[]): Promise<UnitOption[][]> {
  const latest = instantOf(localDate(turn.now), FORTNIGHT);
  const searches = requests.map((request) => ({
    ...(searchesOf(request)[0] as ReturnType<typeof searchesOf>[number]),
    sessionId: undefined,
    latest,
  }));
  const name = ({ institution, pool, group, doctorId, earliest }: (typeof searches)[number]) =>
    [institution, pool, group, doctorId, earliest.getTime()].join(' ');
  const unique = new Map(searches.map((search) => [name(search), search]));
  const found = await nextOptions(turn, [...unique.values()]);
  const byName = new Map([...unique.keys()].map((key, at) => [key, found[at] ?? []]));
  return searches.map((search) => byName.get(name(search)) ?? []);
}

const DETAILS: Record<string, string> = {
  'no-session': 'There is no session in that window.',
  'not-open': 'The session is not open to the public yet.',
  full: 'All units are taken.',
  protected: 'The units that are left are protected for family doctors’ referrals.',
  overlap: 'The patient has another unit at that time.',
  frozen: 'The units are not sold until the counters of their pool have been examined.',
};

function noUnit(reason: string, options: UnitOption[]): Problem {
  return conflict('NO_UNIT', DETAILS[reason] ?? 'There is no free unit.', { reason, options });
}

/**
 * Self-service is off for a patient who did not come three times (TV30); a doctor's referral never is.
 * @throws Problem 409 `SELF_SERVICE_OFF`
 */
export async function requireSelfService(
  turn: Pick<Turn, 'tx' | 'now' | 'book'>,
  county: string,
  institution: string,
  patientId: string,
): Promise<void> {
  const limit = turn.book.of(county, institution).noShowLimit();
  const today = localDate(turn.now);
  const since = instantOf(today, { days: limit.days + limit.offDays, at: '00:00' });
  const dates = (await readNoShows(turn.tx, [county], [patientId], since)).map(({ date }) => date);
  const until = selfServiceOnAgain(dates, limit);
  if (until === undefined || until <= today) return;
  const detail = `After ${limit.count} missed appointments self-service is off until ${until}; the desk and the family doctor can still book.`;
  throw conflict('SELF_SERVICE_OFF', detail, { until });
}
