import type { UrgencyClass } from '#contracts/codes.js';
import { later } from '#service/calendar/local-time.js';
import { reviewHoldUntil } from '../reserve/hold-time.js';
import { type Refusal, refused, type Told } from './answers.js';
import { boundsOf } from './beginning.js';
import type { Holding } from './moves.js';
import { nextOptions, searchAfter } from './options.js';
import type { Reservation } from './reservation.entity.js';
import type { Turn } from './turn.js';

/** What the answer to a message says of the unit that the referral has, and of what goes with it. */
export function toldOf(
  turn: Turn,
  { referral, arrived }: Holding,
  main: Reservation,
  parts: readonly Reservation[],
): Told {
  const { session } = turn.stock.shelfOf(main);
  const causeId = arrived.envelope.id;
  return { row: main, parts: turn.unitsOf(parts), session, referral, now: turn.now, causeId };
}

/** Until when a unit is held for the receiver's decision; a hold never becomes shorter by it. */
export function reviewEnd(turn: Turn, urgencyClass: UrgencyClass, decideBy: Date): (row: Reservation) => Date {
  return (row) => {
    const { session } = turn.stock.shelfOf(row);
    const minutes = turn.book.of(session.county, session.institution).holdMinutes(urgencyClass);
    const until = reviewHoldUntil(turn.now, minutes, decideBy, boundsOf(session, row.startsAt));
    return later(row.holdUntil ?? until, until);
  };
}

/** A step on a unit that cannot be done any more: why not, and what is free in its place. The last step of its turn. */
export async function refuseStep(
  turn: Turn,
  { referral, arrived, rows }: Holding,
  step: Pick<Refusal, 'request' | 'reason'>,
  reservationId: string,
): Promise<void> {
  await turn.save();
  const row = rows.find(({ id }) => id === reservationId);
  const [options = []] = row ? await nextOptions(turn, [searchAfter(row, turn.now)]) : [];
  const { aggregateVersion, id } = arrived.envelope;
  turn.say(refused(referral, aggregateVersion, turn.now, { ...step, options }, id));
}
