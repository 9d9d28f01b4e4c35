import type { ConfirmationRequested, RescheduleRequested, UnitRequested } from '#contracts/referral.events.js';
import { PermanentError } from '#messaging/errors.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { confirmed, type Refusal, refused, rescheduled } from './answers.js';
import { noShowOf } from './beginning.js';
import type { Holding, Overtaken } from './moves.js';
import { nextOptions } from './options.js';
import { whatLacks } from './place.js';
import { searchesOf, type UnitRequest } from './request.js';
import { isPart, mainAndParts } from './reservation.entity.js';
import { serve } from './serve.js';
import { refuseStep, toldOf } from './standing-hold.js';
import { swap } from './swap.js';
import type { Turn } from './turn.js';
import { requestOf } from './wish.js';

const FORTNIGHT_MINUTES = 14 * 24 * 60;

/** A request that a later event of its referral has overtaken is refused: nobody else would ever answer it. */
export const refuseOvertaken =
  (request: Refusal['request']): Overtaken =>
  ({ envelope, data }, now) =>
    refused(
      { county: data.referralCounty, id: data.referralId, hop: data.hop },
      envelope.aggregateVersion,
      now,
      { request, reason: 'overtaken', options: [] },
      envelope.id,
    );

/** T10: a hold that still lives becomes a booking; asking again for the same gives the same answer (domain §7.5). */
export async function confirm(turn: Turn, holding: Holding, data: ConfirmationRequested): Promise<void> {
  const { entry, live } = holding;
  const { main, parts } = mainAndParts(live);
  if (!main || main.id !== data.reservationId)
    return refuseStep(turn, holding, { request: 'confirmation', reason: 'hold-ended' }, data.reservationId);
  for (const row of [main, ...parts].filter(({ state }) => state === 'held')) {
    const noShowAt = noShowOf(turn, row, row.urgencyClass);
    turn.stock.change(row, { state: 'confirmed', confirmedAt: turn.now, noShowAt });
    turn.stock.write(turn.stock.shelfOf(row), 'confirm', {}, data.actor.id, row.id);
    if (entry && row === main) turn.changeEntry(entry, { state: 'taken' });
  }
  turn.say(confirmed(toldOf(turn, holding, main, parts)));
  await turn.save();
}

/** T08 by choice: this very session; the unit held so far is given back only once the new one is sure. */
export async function choose(turn: Turn, holding: Holding, data: UnitRequested): Promise<void> {
  const { wanted, sessionId } = data;
  if (!wanted) throw new PermanentError('UNIT_WITHOUT_WISH');
  const wish = requestOf(holding.arrived, wanted, 'placement');
  const latest = new Date(Math.max(wish.latest.getTime(), Date.parse(wanted.validUntil)));
  // Who picks a session picks its doctor and its day: once the window is over, only the validity still binds.
  await exchange(turn, holding, { ...wish, sessionId, doctorId: undefined, earliest: turn.now, latest }, 'unit', wish);
}

/**
 * The new unit first, then the old one goes back; refused with the next free ones, the old one stays.
 * @param wish what is looked for where the session that was named cannot be had
 */
export async function exchange(
  turn: Turn,
  holding: Holding,
  request: UnitRequest,
  asked: 'unit' | 'form-hold',
  wish: UnitRequest,
): Promise<void> {
  const { live, entry } = holding;
  const [served] = await serve(turn, [request], new Set(live.map(({ id }) => id)));
  if (served) {
    for (const row of live) turn.stock.free(row, 'cancelled', 'cancel', turn.now, request.actor, 'unit-changed');
    if (entry) turn.changeEntry(entry, { state: 'taken' });
    await turn.serveWaiting();
    return turn.save();
  }
  await turn.save();
  await refuseSession(turn, holding, asked, request, wish);
}

/** T14: this very session instead of the booked one, which stays the patient's where the new one is not to be had. */
export async function reschedule(turn: Turn, holding: Holding, data: RescheduleRequested): Promise<void> {
  const { wanted, sessionId, reservationId } = data;
  if (!wanted) throw new PermanentError('UNIT_WITHOUT_WISH');
  const { arrived, live, referral } = holding;
  const wish: UnitRequest = {
    ...requestOf(arrived, wanted, 'placement'),
    purpose: 'booking',
    // The window of the first choice does not bind a later one; the place where the referral was accepted does.
    earliest: turn.now,
    latest: new Date(wanted.validUntil),
    candidates: [{ county: data.toCounty, institution: data.toInstitution }],
  };
  const request = { ...wish, sessionId, doctorId: undefined };
  const old = live.find(({ id, state }) => id === reservationId && state === 'confirmed');
  const parts = mainAndParts(live).parts;
  const served = old && (await swap(turn, old, request, parts));
  await turn.save();
  if (!old || !served) return refuseSession(turn, holding, 'reschedule', request, wish);
  const { row, session } = served;
  const causeId = arrived.envelope.id;
  // What the old units left free may have gone to others in this very turn.
  const added = turn.stock.added.map((one) => one.row).filter(({ referralId }) => referralId === referral.id);
  const units = turn.unitsOf(added.filter(isPart));
  turn.say(rescheduled({ row, parts: units, session, referral, now: turn.now, causeId }, old.id));
}

/** Says why a session that was asked for by name is not to be had, and what the wish without the name would find. */
async function refuseSession(
  turn: Turn,
  { referral, arrived }: Holding,
  asked: Refusal['request'],
  request: UnitRequest,
  wish: UnitRequest,
): Promise<void> {
  const [lacks = []] = await whatLacks(turn, [request]);
  const fortnight = plusMinutes(turn.now, FORTNIGHT_MINUTES);
  // What may be asked for next, so nothing after the validity.
  const latest = asked === 'unit' && request.latest < fortnight ? request.latest : fortnight;
  const [options = []] = await nextOptions(turn, searchesOf({ ...wish, latest }).slice(0, 1));
  const lack = lacks.find(({ reason }) => reason !== 'no-session') ?? lacks[0] ?? { reason: 'no-session' };
  const refusal = { request: asked, ...lack, options };
  turn.say(refused(referral, arrived.envelope.aggregateVersion, turn.now, refusal, arrived.envelope.id));
}
