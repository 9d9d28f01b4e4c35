import type { UnitRequest } from './request.js';
import type { Reservation } from './reservation.entity.js';
import { type Served, serve } from './serve.js';
import type { Turn } from './turn.js';

/**
 * Moves a booking: the new unit first, then the old one goes back to where it came from, the wait list first (T14). A
 * booking whose patient has not come in time is missed, not moved.
 * @param parts what goes with the old one; with a bundle the new ones come along
 * @returns undefined where the new unit is not to be had: then nothing has changed
 */
export async function swap(
  turn: Turn,
  old: Reservation,
  request: UnitRequest,
  parts: readonly Reservation[] = [],
): Promise<Served<UnitRequest> | undefined> {
  if (old.noShowAt !== null && old.noShowAt <= turn.now) return undefined;
  const [served] = await serve(turn, [request], new Set([old, ...parts].map(({ id }) => id)));
  if (!served) return undefined;
  // The hospital's name for the booking goes with it; a bundle that was taken anew has a name of its own.
  const { externalId, contentHash } = old;
  Object.assign(served.row, { externalId, contentHash });
  Object.assign(old, { externalId: null, contentHash: null });
  for (const row of [old, ...parts])
    turn.stock.free(row, 'cancelled', 'cancel', turn.now, request.actor, 'rescheduled');
  await turn.serveWaiting();
  return served;
}
