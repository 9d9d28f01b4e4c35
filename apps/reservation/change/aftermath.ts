import type { Payload } from '#contracts/catalogue.js';
import type { Session } from '../supply/session.entity.js';
import { displaced, noUnits, referralOf, unitOf } from '../unit/answers.js';
import { isPart } from '../unit/reservation.entity.js';
import type { Shelf } from '../unit/stock.js';
import type { Turn } from '../unit/turn.js';
import { placesOf } from '../wait-list/place.store.js';
import type { Displacement } from './displacement.entity.js';
import { displacementOf } from './displacement.js';
import { insertDisplacements } from './displacement.store.js';
import { type Placed, reasonsFor } from './rebook.js';
import type { Why } from './resize.js';

/** A session as it is after the change, and everybody who lost a unit of it. */
export interface ChangedSession {
  session: Session;
  capacityBefore: number;
  displacements: Displacement[];
}

/** Writes down where everybody stands now, and tells the referrals; the turn is saved, so places can be counted. */
export async function record(turn: Turn, placed: readonly Placed[], why: Why): Promise<Displacement[]> {
  const displacements = placed.map((one) => displacementOf(turn, one, why));
  await insertDisplacements(turn.tx, displacements);
  const waiting = placed.filter((one) => 'entry' in one);
  const reasons = waiting.length === 0 ? [] : await reasonsFor(turn, waiting);
  const places = await placesOf(
    turn,
    waiting.map(({ entry }) => entry),
  );
  for (const one of placed) {
    const referral = referralOf(one.lost.row);
    if (!referral) continue;
    const { cause } = why;
    const instead: Omit<
      Payload<'reservation.displaced.v1'>,
      'referralId' | 'referralCounty' | 'hop' | 'reservationId'
    > = { cause };
    // What goes with the main unit moves no state of the referral, but it must not show what it has no more.
    if (isPart(one.lost.row)) instead.part = { pool: one.lost.row.pool, group: one.lost.row.group };
    if ('unit' in one) {
      instead.unit = unitOf(one.unit.row, one.unit.session);
      instead.holdUntil = one.unit.row.holdUntil?.toISOString();
      instead.fromWaitList = one.unit.row.waitEntryId !== null;
    }
    if ('entry' in one) {
      instead.reasons = noUnits(
        one.asked.candidates,
        (reasons[waiting.indexOf(one)] ?? []).map((reason) => ({ reason })),
      );
      const { id: entryId, waitingSince } = one.entry;
      instead.waitPlace = { entryId, position: places.get(entryId) ?? 1, waitingSince: waitingSince.toISOString() };
    }
    turn.say(displaced({ row: one.lost.row, referral, now: turn.now }, instead));
  }
  return displacements;
}

/** Protected units that are missing after the change are an alarm, once for each rise (domain §7.7). */
export function warn(turn: Turn, before: ReadonlyMap<Shelf, Session>): void {
  for (const [{ session }, was] of before) {
    if (session.shortfall <= was.shortfall) continue;
    turn.say({
      name: 'reserve.floor-shortfall.v1',
      ...headOf(turn, session),
      data: { ...factsOf(session), shortfall: session.shortfall },
    });
  }
}

/** Tells the hospital, and whoever else is concerned, what has become of the session. */
export function announce(turn: Turn, { session, capacityBefore, displacements }: ChangedSession, { cause }: Why): void {
  const count = (state: Displacement['state']) => displacements.filter((one) => one.state === state).length;
  turn.say({
    name: 'supply.changed.v1',
    ...headOf(turn, session),
    data: {
      ...factsOf(session),
      cause,
      capacityBefore,
      capacity: session.capacity,
      reserve: session.reserve,
      ...(session.doctorId ? { doctorId: session.doctorId } : {}),
      rebooked: count('rebooked'),
      waiting: count('waiting'),
      openTasks: count('open-task'),
    },
  });
}

const headOf = (turn: Turn, session: Session) => ({
  county: session.county,
  aggregateId: session.id,
  aggregateVersion: session.version + 1,
  occurredAt: turn.now,
});

const factsOf = ({ id, institution, pool, group, startsAt }: Session) => ({
  sessionId: id,
  institution,
  pool,
  group,
  startsAt: startsAt.toISOString(),
});
