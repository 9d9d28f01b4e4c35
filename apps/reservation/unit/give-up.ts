import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import type { Reservation } from './reservation.entity.js';
import type { Turn } from './turn.js';
import type { Happening } from './wish.js';

/** Units go back to where they came from; whoever waits is served by the caller, once the list is in order. */
export function giveUp(turn: Turn, rows: readonly Reservation[], data: Happening): void {
  for (const row of rows)
    turn.stock.free(row, 'cancelled', 'cancel', turn.now, data.actor.id, data.reason ?? data.transition);
}

export function leaveList(turn: Turn, entry: WaitEntry | undefined): void {
  if (entry) turn.changeEntry(entry, { state: 'left' });
}
