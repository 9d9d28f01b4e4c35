import { noShow, referralOf } from './answers.js';
import type { Reservation } from './reservation.entity.js';
import type { Turn } from './turn.js';

/** The patient has not come: a slot is lost, a bed is free at once (T18). Whoever waits is served by the caller. */
export function miss(turn: Turn, row: Reservation, actor: string): void {
  if (row.pool === 'inpatient-bed') {
    turn.stock.free(row, 'no-show', 'no-show', turn.now, actor);
  } else {
    turn.stock.change(row, { state: 'no-show', endedAt: turn.now });
    turn.stock.write(turn.stock.shelfOf(row), 'no-show', {}, actor, row.id);
  }
  const referral = referralOf(row);
  if (referral) turn.say(noShow({ row, referral, now: turn.now }));
}
