import type { MessageName, Payload } from '#contracts/catalogue.js';
import type { ReferralState } from '#contracts/codes.js';
import type { Unit, UnitOption } from '#contracts/parts.js';
import type { Terms } from '../deadline/terms.js';
import { telling, waitlisted, withUnit } from '../road/leaving.js';
import { move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import { EMPTY_HANDS, type Pending, type ReferralRow } from '../store/referral.row.js';
import { offered, reserved, type Told, unitFacts } from './told.js';

/** What reservation says about units of a referral. */
export type AnswerName = Extract<MessageName, `reservation.${string}`>;

/** An answer with the message that brought it. */
export type UnitAnswer = {
  [N in AnswerName]: { name: N; id: string; data: Payload<N> };
}[AnswerName];

const UNDECIDED: readonly ReferralState[] = ['submitted', 'under-review', 'returned'];

type Rule<N extends AnswerName> = (row: ReferralRow, data: Payload<N>, now: Date) => readonly Told[] | undefined;

const RULES: { [N in AnswerName]: Rule<N> } = {
  'reservation.held.v1': held,
  'reservation.extended.v1': extended,
  'reservation.unavailable.v1': unavailable,
  'reservation.confirmed.v1': confirmed,
  'reservation.rescheduled.v1': rescheduled,
  'reservation.refused.v1': refused,
  'reservation.expired.v1': expired,
  'reservation.displaced.v1': displaced,
  'reservation.no-show.v1': noShow,
  'reservation.wait-ended.v1': waitEnded,
};

/**
 * What an answer of reservation means for the referral. Pure.
 * @returns undefined if it is late: of another hop, or no longer fitting the state (engineering §3)
 */
export function apply(passage: Passage, answer: UnitAnswer, terms: Terms): Passage | undefined {
  const { row } = passage;
  if (answer.data.hop !== row.hop) return undefined;
  const rule = RULES[answer.name] as Rule<AnswerName>;
  const steps = rule(row, answer.data as Payload<AnswerName>, terms.now);
  return steps?.reduce((gone, step) => move(gone, { ...step, causedBy: answer.id }, terms), passage);
}

/** A unit is held: *offered* before the decision, T08 after it, another unit for one that was chosen (T08 again). */
function held(
  row: ReferralRow,
  { unit, parts, holdUntil, purpose }: Payload<'reservation.held.v1'>,
  now: Date,
): readonly Told[] | undefined {
  if (unit.reservationId === row.progress.lostUnit) return undefined;
  // It was held while the form was filled: reservation answers the submission, too.
  if (purpose === 'form') return undefined;
  const asked = row.pending?.request === 'unit' || row.pending?.request === 'wait' ? row.pending : null;
  if (isOver(holdUntil, now)) return asked && purpose === 'placement' ? [refusal('unit', 'hold-ended', [])] : undefined;
  // A unit in the place of a lost one comes alone: what went with that one is still the patient's.
  const kept = purpose === 'wait-list' ? row.parts : null;
  const change = { unit, parts: parts ?? kept, holdUntil: new Date(holdUntil), wait: null, options: null };
  const progress = { ...row.progress, unitFromWaitList: purpose === 'wait-list' };
  if (UNDECIDED.includes(row.state)) {
    // The same unit may be told again, for longer (T05).
    if (!isNewer(unit, row) && unit.reservationId !== row.unit?.reservationId) return undefined;
    return [offered(unit, holdUntil, { ...change, progress }, { ...unitFacts(unit), holdUntil })];
  }
  if (!isPlace(row, unit, purpose)) return undefined;
  return [reserved(row, { ...change, progress, pending: null }, asked, { ...unitFacts(unit), holdUntil })];
}

/** Whether a unit places an accepted referral: where it was accepted; and one that it has, only by a later choice. */
function isPlace(row: ReferralRow, unit: Unit, purpose: Payload<'reservation.held.v1'>['purpose']): boolean {
  if (purpose === 'review') return false;
  // An emergency is accepted wherever there is a unit (domain §5.3); who lost a unit may be placed elsewhere (§7.8).
  const anywhere = row.urgencyClass === 'U1' || row.progress.lostUnit !== undefined;
  if (!anywhere && unit.institution !== row.toInstitution) return false;
  if (row.state === 'accepted' || row.state === 'waitlisted') return true;
  return row.state === 'reserved' && purpose === 'placement' && isNewer(unit, row);
}

/** Ids of reservations are UUID v7: the greater one was given later, and the other was given back for it. */
function isNewer(unit: Unit, row: ReferralRow): boolean {
  return unit.reservationId > (row.unit?.reservationId ?? '');
}

/** The message took longer than the hold lasted: its end has been told, too, perhaps before. */
function isOver(holdUntil: string, now: Date): boolean {
  return new Date(holdUntil) <= now;
}

/** The review hold was taken over at the acceptance: T08. */
function extended(
  row: ReferralRow,
  { unit, parts, holdUntil }: Payload<'reservation.extended.v1'>,
  now: Date,
): readonly Told[] | undefined {
  if (isOver(holdUntil, now) || unit.reservationId === row.progress.lostUnit) return undefined;
  if (row.state !== 'accepted' && row.state !== 'waitlisted') return undefined;
  const change = { unit, parts: parts ?? null, holdUntil: new Date(holdUntil), wait: null, options: null };
  return [reserved(row, change, null, { ...unitFacts(unit), holdUntil })];
}

function unavailable(
  row: ReferralRow,
  { reasons, waitPlace }: Payload<'reservation.unavailable.v1'>,
  now: Date,
): readonly Told[] | undefined {
  // While a hold lives, reservation says so: this was said before there was one.
  if (row.holdUntil !== null && row.holdUntil > now) return undefined;
  const wait = { ...waitPlace, reasons };
  const waits = row.pending?.request === 'wait' ? row.pending : null;
  const told = { who: waits?.who ?? SYSTEM_ACTOR, detail: { position: waitPlace.position, reasons } };
  const change = { ...EMPTY_HANDS, pending: waits ? null : row.pending, wait };
  if (row.state === 'accepted') {
    return [{ event: 'waitlisted', transition: 'T09', to: 'waitlisted', ...told, change, message: waitlisted }];
  }
  if (!UNDECIDED.includes(row.state) && row.state !== 'waitlisted') return undefined;
  return [{ event: 'unit-unavailable', transition: 'T02', ...told, change }];
}

/** T10 by whoever asked for it. */
function confirmed(
  row: ReferralRow,
  { unit, parts }: Payload<'reservation.confirmed.v1'>,
): readonly Told[] | undefined {
  const { pending } = row;
  if (row.state !== 'reserved' || pending?.request !== 'confirmation') return undefined;
  if (row.unit?.reservationId !== unit.reservationId) return undefined;
  return [
    {
      event: 'confirmed',
      transition: 'T10',
      to: 'confirmed',
      who: pending.who,
      detail: unitFacts(unit),
      change: { unit, parts: parts ?? null, holdUntil: null, options: null, pending: null },
      message: withUnit('referral.confirmed.v1'),
    },
  ];
}

/** T14 by whoever asked for it: the new unit is booked, the old one given back. */
function rescheduled(
  row: ReferralRow,
  { unit, parts, previousId }: Payload<'reservation.rescheduled.v1'>,
): readonly Told[] | undefined {
  const { pending } = row;
  if (row.state !== 'confirmed' || row.unit?.reservationId !== previousId) return undefined;
  return [
    {
      event: 'rescheduled',
      transition: 'T14',
      to: 'confirmed',
      who: pending?.request === 'reschedule' ? pending.who : SYSTEM_ACTOR,
      detail: { ...unitFacts(unit), previousId },
      change: { unit, parts: parts ?? null, options: null, pending: null },
      message: withUnit('referral.confirmed.v1'),
    },
  ];
}

/** The unit asked for is gone; the referral stays, and the next free ones are shown. */
function refused(
  row: ReferralRow,
  { request, reason, options }: Payload<'reservation.refused.v1'>,
): readonly Told[] | undefined {
  return row.pending?.request === request ? [refusal(request, reason, options)] : undefined;
}

function refusal(request: Pending['request'], reason: string, options: UnitOption[]): Told {
  const change = { pending: null, options };
  return { event: 'request-refused', transition: 'T08', who: SYSTEM_ACTOR, reason, detail: { request }, change };
}

/** A hold has ended by itself. Before the decision no state changes; after it T12, from the wait list also T09. */
function expired(
  row: ReferralRow,
  { reservationId, options, waitPlace }: Payload<'reservation.expired.v1'>,
): readonly Told[] | undefined {
  if (row.unit?.reservationId !== reservationId) return undefined;
  // The place in the wait list is the old one; why there was no unit then says nothing about today.
  const wait = waitPlace ? { ...waitPlace, reasons: [] } : null;
  const change = { ...EMPTY_HANDS, options, wait };
  const detail = { reservationId };
  if (UNDECIDED.includes(row.state)) {
    return [{ event: 'unit-lapsed', transition: 'T02', who: SYSTEM_ACTOR, detail, change }];
  }
  if (row.state !== 'reserved') return undefined;
  const message = telling('referral.reoffered.v1');
  const lapsed: Told = {
    event: 'reoffered',
    transition: 'T12',
    to: 'accepted',
    who: SYSTEM_ACTOR,
    detail,
    change,
    message,
  };
  if (!row.progress.unitFromWaitList) return [lapsed];
  return [lapsed, { event: 'waitlisted', transition: 'T09', to: 'waitlisted', who: SYSTEM_ACTOR, message: waitlisted }];
}

/** T13: the hospital took the unit away; T08 by the new one or T09 with the place to wait follow at once (§7.8). */
function displaced(
  row: ReferralRow,
  data: Payload<'reservation.displaced.v1'>,
  now: Date,
): readonly Told[] | undefined {
  const { reservationId, cause } = data;
  if (row.parts?.some((part) => part.reservationId === reservationId)) return partDisplaced(row, data);
  if (data.part) return undefined;
  const hasNewer = row.unit !== null && row.unit.reservationId > reservationId;
  if (hasNewer || reservationId === row.progress.lostUnit) return undefined;
  const isPlaced = row.state === 'reserved' || row.state === 'confirmed';
  if (!isPlaced && !UNDECIDED.includes(row.state) && row.state !== 'accepted' && row.state !== 'waitlisted')
    return undefined;
  const progress = { ...row.progress, lostUnit: reservationId, unitFromWaitList: data.fromWaitList === true };
  const wait = data.waitPlace ? { ...data.waitPlace, reasons: data.reasons ?? [] } : null;
  // What goes with a booking is booked, too; what goes with a hold runs out with it.
  const parts = row.holdUntil === null ? row.parts : null;
  const lost: Told = {
    event: 'displaced',
    transition: 'T13',
    ...(isPlaced ? { to: 'accepted' } : {}),
    who: SYSTEM_ACTOR,
    reason: cause,
    detail: { reservationId },
    change: { ...EMPTY_HANDS, parts, wait, progress },
    message: telling('referral.reoffered.v1'),
  };
  return [lost, ...instead({ ...row, state: isPlaced ? 'accepted' : row.state, parts, progress }, data, now)];
}

/** The main unit decides the state: a lost part is replaced beside it, or the doctor is told that it is missing. */
function partDisplaced(
  row: ReferralRow,
  { reservationId, cause, unit }: Payload<'reservation.displaced.v1'>,
): readonly Told[] {
  const others = (row.parts ?? []).filter((part) => part.reservationId !== reservationId);
  return [
    {
      event: 'part-displaced',
      transition: 'T13',
      who: SYSTEM_ACTOR,
      reason: cause,
      detail: { reservationId, ...(unit ? { instead: unitFacts(unit) } : {}) },
      change: { parts: unit ? [...others, unit] : others },
      ...(unit ? {} : { message: telling('referral.reoffered.v1') }),
    },
  ];
}

/** What comes in the place of a lost unit. */
function instead(
  row: ReferralRow,
  { unit, holdUntil, waitPlace }: Payload<'reservation.displaced.v1'>,
  now: Date,
): Told[] {
  const who = SYSTEM_ACTOR;
  if (unit && holdUntil && !isOver(holdUntil, now)) {
    const change = { unit, parts: row.parts, holdUntil: new Date(holdUntil), wait: null, options: null };
    const detail = { ...unitFacts(unit), holdUntil };
    return UNDECIDED.includes(row.state)
      ? [offered(unit, holdUntil, change, detail)]
      : [reserved(row, change, null, detail)];
  }
  if (!waitPlace || row.state !== 'accepted') return [];
  return [{ event: 'waitlisted', transition: 'T09', to: 'waitlisted', who, message: waitlisted }];
}

/** No unit can serve the wish any more: the state stays, and whoever sent the referral must decide what now. */
function waitEnded(
  row: ReferralRow,
  { entryId, reason }: Payload<'reservation.wait-ended.v1'>,
): readonly Told[] | undefined {
  if (row.wait?.entryId !== entryId) return undefined;
  const message = telling('referral.wait-ended.v1');
  return [{ event: 'wait-ended', transition: 'T09', who: SYSTEM_ACTOR, reason, change: { wait: null }, message }];
}

/** T18 by the clock of reservation. */
function noShow(row: ReferralRow, { reservationId }: Payload<'reservation.no-show.v1'>): readonly Told[] | undefined {
  if (row.parts?.some((part) => part.reservationId === reservationId))
    return [{ event: 'part-missed', transition: 'T18', who: SYSTEM_ACTOR, detail: { reservationId } }];
  if (row.state !== 'confirmed' || row.unit?.reservationId !== reservationId) return undefined;
  const message = telling('referral.no-show.v1');
  return [
    { event: 'no-show', transition: 'T18', to: 'no-show', who: SYSTEM_ACTOR, detail: { reservationId }, message },
  ];
}
