import type { Session } from '../supply/session.entity.js';
import type { Reservation } from '../unit/reservation.entity.js';
import type { Turn } from '../unit/turn.js';
import { noteChanges, readDisplaceable } from './account.store.js';
import { announce, type ChangedSession, record } from './aftermath.js';
import { type Placed, toSameDoctor } from './rebook.js';
import type { Why } from './resize.js';

/**
 * Another doctor holds the session (替诊): everybody keeps the unit, as department and time stay (domain §7.8 puts the
 * department before nothing at all). Only who asked for the first doctor by name follows that doctor, if one of the
 * doctor's sessions around has room; otherwise the substitute is better than no unit, and the seat stays, too.
 * Saves the turn; its session is locked.
 */
export async function swapDoctor(turn: Turn, session: Session, doctorId: string, why: Why): Promise<ChangedSession> {
  const before = session.doctorId;
  const read = await readDisplaceable(turn.tx, [session]);
  const rows = read.map((row) => turn.stock.changed.get(row.id) ?? row).filter(({ occupies }) => occupies);
  session.doctorId = doctorId;
  const placed = before === null || before === doctorId ? [] : await follow(turn, session, before, rows, why);
  turn.stock.shelf(session).freed = true;
  await turn.serveWaiting();
  turn.stock.write(turn.stock.shelf(session), 'adjust', {}, why.actor, undefined, why.reason);
  await turn.save();
  await noteChanges(turn.tx, [session]);
  const displacements = await record(turn, placed, why);
  const changed = { session, capacityBefore: session.capacity, displacements };
  announce(turn, changed, why);
  return changed;
}

async function follow(
  turn: Turn,
  session: Session,
  doctorId: string,
  rows: readonly Reservation[],
  why: Why,
): Promise<Placed[]> {
  const placed = await toSameDoctor(
    turn,
    rows.map((row) => ({ row, session, doctorId })),
  );
  for (const { lost } of placed) {
    turn.stock.free(lost.row, 'displaced', 'displace', turn.now, why.actor, why.reason);
  }
  return placed;
}
