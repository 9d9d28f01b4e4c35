import type { Candidate } from '#contracts/parts.js';
import type { ReferralChanged, ReferralWants, ReferralWithUnit } from '#contracts/referral.events.js';
import { earlier, later, plusMinutes } from '#service/calendar/local-time.js';
import { holdUntil } from '../reserve/hold-time.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { extended, held } from './answers.js';
import { boundsOf, noShowOf } from './beginning.js';
import { giveUp, leaveList } from './give-up.js';
import { miss } from './miss.js';
import type { Holding } from './moves.js';
import { placeReferral } from './place.js';
import type { Purpose } from './request.js';
import { isPart, mainAndParts, type Reservation } from './reservation.entity.js';
import { reviewEnd, toldOf } from './standing-hold.js';
import type { Turn } from './turn.js';
import { candidatesOf, requestOf } from './wish.js';

/** Ends a referral's claim on supply: rejected, cancelled, expired (T07, T22, T23, T33). */
export async function release(turn: Turn, holding: Holding, data: ReferralChanged): Promise<void> {
  leaveList(turn, holding.entry);
  giveUp(turn, holding.live, data);
  await turn.serveWaiting();
  await turn.save();
}

/** T15: what the old target gave has gone back (moves.ts), a unit at the new one is looked for. */
export async function redirect(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  await look(turn, holding, data, 'review');
}

/** T05: a hold that still lives lasts for the new decision time, a lapsed one is tried again (domain §5.2). */
export async function tryAgain(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  const { main, parts } = mainAndParts(holding.live);
  if (!main) {
    giveUp(turn, parts, data);
    await turn.serveWaiting();
    return look(turn, holding, data, 'review');
  }
  if (main.state !== 'held' || !data.wanted) return turn.save();
  const decideBy = new Date(data.wanted.decideBy);
  extendTogether(turn, [main, ...parts], reviewEnd(turn, data.urgencyClass, decideBy));
  turn.say(held(toldOf(turn, holding, main, parts), 'review'));
  await turn.save();
}

/** Units that are held together end together: at the first end that binds any of them. */
export function extendTogether(
  turn: Turn,
  rows: readonly Reservation[],
  endOf: (row: Reservation) => Date,
  change: Partial<Reservation> = {},
): void {
  const held = rows.filter(({ state }) => state === 'held');
  if (held.length === 0) return;
  const holdUntil = held.map(endOf).reduce(earlier);
  for (const row of held) turn.stock.change(row, { ...change, holdUntil });
}

/** T06: the hold's class time restarts once for the confirmation; without a hold a unit is tried once more (§7.5). */
export async function accept(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  const receivers = candidatesOf(data, data.wanted);
  const here = holding.live.filter((one) => isAt(one, receivers));
  const { main, parts } = mainAndParts(here);
  // Parts alone are nothing: they are looked for again together with a main unit.
  const kept = main ? [main, ...parts] : [];
  const entry = narrowed(turn, holding.entry, receivers, main === undefined);
  giveUp(
    turn,
    holding.live.filter((one) => !kept.includes(one)),
    data,
  );
  await turn.serveWaiting();
  if (!main) return look(turn, { ...holding, entry }, data, 'placement');
  if (!main.extended) extendTogether(turn, kept, (row) => endAtAcceptance(turn, row, data), { extended: true });
  turn.say(extended(toldOf(turn, holding, main, parts)));
  await turn.save();
}

function endAtAcceptance(turn: Turn, row: Reservation, { urgencyClass }: ReferralWants): Date {
  const { session } = turn.stock.shelfOf(row);
  const minutes = turn.book.of(session.county, session.institution).holdMinutes(urgencyClass);
  // An emergency's session may be under way already: nothing but its end puts the patient out.
  if (row.taker === 'emergency') return earlier(plusMinutes(turn.now, minutes), session.endsAt);
  return holdUntil(turn.now, minutes, boundsOf(session, row.startsAt));
}

/** T18 recorded by a person, perhaps before the timer: the slot is lost, the bed is free at once. */
export async function lose(turn: Turn, holding: Holding, data: ReferralChanged): Promise<void> {
  missBooked(turn, holding, data);
  await turn.serveWaiting();
  await turn.save();
}

/** @returns what is still live */
function missBooked(turn: Turn, { live }: Holding, data: ReferralChanged): Reservation[] {
  const booked = live.find((row) => row.state === 'confirmed' && !isPart(row));
  if (booked) miss(turn, booked, data.actor.id);
  return live.filter((row) => row !== booked);
}

/** T19: a missed referral is opened again and looks for a new unit; the no-show itself may come after it. */
export async function reopen(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  const live = data.transition === 'T19' ? missBooked(turn, holding, data) : holding.live;
  const { main, parts } = mainAndParts(live);
  if (main) return turn.save();
  giveUp(turn, parts, data);
  await turn.serveWaiting();
  await look(turn, holding, data, 'placement');
}

/** T36: a longer validity is a longer time on the wait list; who was off it for want of time, waits again. */
export async function extend(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  const { entry, live } = holding;
  if (!entry && live.length === 0 && data.toState === 'waitlisted') return look(turn, holding, data, 'placement');
  if (entry && data.wanted) {
    const { latest, validUntil } = data.wanted;
    turn.changeEntry(entry, { latest: later(entry.latest, new Date(latest)), validUntil: new Date(validUntil) });
  }
  await turn.save();
}

/** T16, T20, T24: the unit is used; T17, T32: the patient came without it, so it goes back. */
export async function arrive(turn: Turn, holding: Holding, data: ReferralWithUnit): Promise<void> {
  leaveList(turn, holding.entry);
  if (data.transition === 'T17' || data.transition === 'T32') {
    giveUp(turn, holding.live, data);
  } else {
    const row = usedUnit(holding, data);
    if (row) {
      turn.stock.change(row, { state: 'arrived', endedAt: null });
      turn.stock.write(turn.stock.shelfOf(row), 'use', {}, data.actor.id, row.id);
    }
    const others = holding.live.filter((other) => other !== row);
    giveUp(
      turn,
      others.filter((other) => !isPart(other)),
      data,
    );
    keepParts(turn, others.filter(isPart), data);
  }
  await turn.serveWaiting();
  await turn.save();
}

/** What goes with the unit that is used is sure now, and arrives by itself: an exam, a bed on a later day. */
function keepParts(turn: Turn, parts: readonly Reservation[], data: ReferralWithUnit): void {
  for (const row of parts.filter(({ state }) => state === 'held')) {
    const noShowAt = noShowOf(turn, row, row.urgencyClass);
    turn.stock.change(row, { state: 'confirmed', confirmedAt: turn.now, noShowAt });
    turn.stock.write(turn.stock.shelfOf(row), 'confirm', {}, data.actor.id, row.id);
  }
}

/** T26, T27: what was used is done with. */
export async function fulfil(turn: Turn, holding: Holding, data: ReferralChanged): Promise<void> {
  for (const row of holding.rows.filter(({ state }) => state === 'arrived'))
    turn.stock.change(row, { state: 'fulfilled', endedAt: turn.now });
  // Parts that the patient did not come to are not needed any more.
  giveUp(turn, holding.live, data);
  await turn.serveWaiting();
  await turn.save();
}

/** An arrival recorded by a person beats the no-show timer (T20), as long as the seat is still the patient's. */
function usedUnit({ rows, live }: Holding, data: ReferralWithUnit): Reservation | undefined {
  const named = rows.find(({ id }) => id === data.unit?.reservationId);
  const usable = (row: Reservation | undefined) =>
    row?.occupies && row.state !== 'fulfilled' && row.state !== 'arrived';
  // The hospital took it away before the arrival was heard of: what replaced it was not used.
  if (named?.state === 'displaced') return undefined;
  if (usable(named)) return named;
  return mainAndParts(live).main ?? rows.find((row) => row.state === 'no-show' && row.occupies && !isPart(row));
}

const isAt = ({ county, institution }: Candidate, places: readonly Candidate[]): boolean =>
  places.some((place) => place.county === county && place.institution === institution);

/** Who has accepted gives the place: the entry waits on at its old place, for the units of that house alone. */
function narrowed(
  turn: Turn,
  entry: WaitEntry | undefined,
  receivers: readonly Candidate[],
  waits: boolean,
): WaitEntry | undefined {
  if (!entry) return undefined;
  const institutions = receivers.filter(({ county }) => county === entry.county).map(({ institution }) => institution);
  const [institution] = institutions;
  if (!institution) {
    leaveList(turn, entry);
    return undefined;
  }
  turn.changeEntry(entry, { institution, institutions, ...(waits ? { state: 'waiting' } : {}) });
  return entry;
}

export async function look(
  turn: Turn,
  { arrived: { envelope }, entry }: Holding,
  data: ReferralWants,
  purpose: Exclude<Purpose, 'booking'>,
): Promise<void> {
  const { wanted } = data;
  if (!wanted) return turn.save();
  const arrived = { envelope, data };
  await placeReferral(turn, { arrived, wanted, request: requestOf(arrived, wanted, purpose), entry });
}
