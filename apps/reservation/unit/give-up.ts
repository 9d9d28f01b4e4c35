import { cancelUntil } from '../reserve/cancel-until.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import type { Reservation } from './reservation.entity.js';
import type { Turn } from './turn.js';
import type { Happening } from './wish.js';

/** Units go back to where they came from; whoever waits is served by the caller, once the list is in order. */
export function giveUp(turn: Turn, rows: readonly Reservation[], data: Happening): void {
  for (const row of rows) {
    // A hospital that sends a patient elsewhere is not a patient who comes too late.
    if (data.transition === 'T22') row.late = isLate(turn, row);
    turn.stock.free(row, 'cancelled', 'cancel', turn.now, data.actor.id, data.reason ?? data.transition);
  }
}

/** Whether giving up this booking now comes after `cancel.until` (domain §7.6). */
export function isLate(turn: Turn, row: Reservation): boolean {
  return row.state === 'confirmed' && turn.now > lastCancel(turn, row);
}

/** Until when the patient alone may give the booking back. */
export function lastCancel(turn: Turn, row: Reservation): Date {
  const { session } = turn.stock.shelfOf(row);
  const policy = turn.book.of(session.county, session.institution).cancel();
  return cancelUntil({ pool: row.pool, date: session.date, startsAt: row.startsAt }, policy);
}

export function leaveList(turn: Turn, entry: WaitEntry | undefined): void {
  if (entry) turn.changeEntry(entry, { state: 'left' });
}
