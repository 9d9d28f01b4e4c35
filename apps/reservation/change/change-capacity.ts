import { conflict } from '#service/problem/problem.js';
import { reserveOf } from '../reserve/floor.js';
import { keyOf, type SessionKey } from '../supply/session.entity.js';
import type { Reservation } from '../unit/reservation.entity.js';
import type { Turn } from '../unit/turn.js';
import {
  type ChangingAccount,
  countAccountsAnew,
  lockAccountsOf,
  noteChanges,
  readDisplaceable,
} from './account.store.js';
import { announce, type ChangedSession, record, warn } from './aftermath.js';
import { rebook } from './rebook.js';
import { leastCapacity, resize, type Target, type Why } from './resize.js';
import { sharesAfter } from './shares.js';

/** A session's new capacity. A stopped session (停诊) keeps only the seats of patients who have come. */
export interface CapacityChange {
  session: SessionKey;
  capacity: number;
  stop?: boolean;
  /** Ratio of its account from now on: the reserve of beds may be a share of something else (domain §7.1). */
  ratioBps?: number;
}

/**
 * Changes the capacity of published sessions (domain §7.7, §7.8): the reserve of their accounts is computed anew, who
 * has no seat any more is displaced and found another unit, a place in the wait list or a desk task, and what became
 * free is offered to who waits. To be called first in a turn; it saves the turn, the caller lets the turn tell.
 * A capacity below the seats of patients who have come already becomes theirs.
 */
export async function changeCapacity(
  turn: Turn,
  changes: readonly CapacityChange[],
  why: Why,
): Promise<ChangedSession[]> {
  const keys = changes.map(({ session }) => session);
  const accounts = withRatios(await lockAccountsOf(turn.tx, keys), changes);
  await turn.lockUnserved(accounts.flatMap(({ county, sessionIds }) => sessionIds.map((id) => ({ county, id }))));
  const rows = await readRows(turn, keys);
  const targets = accounts.flatMap((account) => targetsOf(turn, account, changes, rows));
  const before = new Map(targets.map(({ shelf }) => [shelf, { ...shelf.session }]));
  const lost = targets.flatMap((target) =>
    resize(turn, target, why).map((row) => ({
      row,
      session: target.shelf.session,
      doctorId: target.shelf.session.doctorId,
    })),
  );
  const placed = await rebook(turn, lost);
  await turn.serveWaiting();
  await turn.save();
  const sessions = targets.map(({ shelf }) => shelf.session);
  await noteChanges(turn.tx, sessions);
  await countAccountsAnew(turn.tx, accounts);
  const displacements = await record(turn, placed, why);
  warn(turn, before);
  return keys.map((key) => {
    const shelf = turn.stock.shelf(key);
    const here = displacements.filter(({ sessionId }) => sessionId === key.id);
    const changed = {
      session: shelf.session,
      capacityBefore: before.get(shelf)?.capacity ?? shelf.session.capacity,
      displacements: here,
    };
    const isSame = changed.capacityBefore === shelf.session.capacity && here.length === 0 && why.cause === 'capacity';
    if (!isSame) announce(turn, changed, why);
    return changed;
  });
}

function withRatios(accounts: readonly ChangingAccount[], changes: readonly CapacityChange[]): ChangingAccount[] {
  return accounts.map((account) => {
    const change = changes.find(
      ({ session, ratioBps }) => ratioBps !== undefined && account.sessionIds.includes(session.id),
    );
    return { ...account, ratioBps: change?.ratioBps ?? account.ratioBps };
  });
}

async function readRows(turn: Turn, keys: readonly SessionKey[]): Promise<Reservation[]> {
  const read = await readDisplaceable(turn.tx, keys);
  return read.map((row) => turn.stock.changed.get(row.id) ?? row).filter(({ occupies }) => occupies);
}

/** What every session of an account is to become; those outside the base change alone. */
function targetsOf(
  turn: Turn,
  account: ChangingAccount,
  changes: readonly CapacityChange[],
  rows: readonly Reservation[],
): Target[] {
  const wanted = new Map(changes.map((change) => [keyOf(change.session), change]));
  const targets = account.sessionIds.map((id): Target => {
    const shelf = turn.stock.shelf({ county: account.county, id });
    const { session } = shelf;
    const change = wanted.get(keyOf(session));
    const here = rows.filter(({ sessionId }) => sessionId === id);
    const stop = change?.stop === true && session.stoppedAt === null;
    const capacity = change
      ? Math.max(change.stop ? 0 : change.capacity, leastCapacity(session, here))
      : session.capacity;
    return { shelf, capacity, share: session.reserve, stop, rows: here };
  });
  const inBase = targets.filter(({ shelf }) => shelf.session.inBase);
  const shares = sharesAfter(
    account.ratioBps,
    inBase.map(({ shelf: { session }, capacity, stop }) => ({
      id: session.id,
      startsAt: session.startsAt,
      before: session.capacity,
      reserve: session.reserve,
      capacity,
      allotment: session.allotment,
      elsewhere: stop ? 0 : session.elsewhere,
    })),
  );
  requireFloor(account, inBase, shares);
  return targets.map((target) => ({ ...target, share: shares.get(target.shelf.session.id) ?? 0 }));
}

/** @throws Problem 409 `BELOW_THE_FLOOR` where an allotment would fall below the ratio of the total its hospital declares */
function requireFloor(
  { ratioBps }: ChangingAccount,
  inBase: readonly Target[],
  shares: ReadonlyMap<string, number>,
): void {
  const declared = inBase.reduce(
    (sum, { shelf, capacity, stop }) => sum + capacity + (stop ? 0 : shelf.session.elsewhere),
    0,
  );
  const reserve = [...shares.values()].reduce((sum, share) => sum + share, 0);
  if (reserve >= reserveOf(declared, ratioBps)) return;
  const detail = 'The allotment would be smaller than the reserve of the total that the hospital declares.';
  throw conflict('BELOW_THE_FLOOR', detail);
}
