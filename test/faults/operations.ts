import { v7 } from 'uuid';
import type { ReferralWants } from '#contracts/referral.events.js';
import { Writes } from '#service/write/writes.js';
import { ChangesService } from '../../apps/reservation/change/changes.service.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import { confirm } from '../../apps/reservation/unit/asked.js';
import { accept, release } from '../../apps/reservation/unit/steps.js';
import { writeOf } from '../reservation/desk.js';
import { at, draftOf, later, type Room, referral } from '../reservation/room.js';
import { setClock } from '../reservation/stopped-clock.js';
import { runClock } from '../reservation/ticking.js';

/** Something done to the reserve. It may be cut off anywhere and is then tried again. */
export interface Doing {
  act: () => Promise<unknown>;
  /** Counts of all that it leaves: the same whether it was cut off or not. */
  expected: Record<string, number>;
}

/** All that an operation leaves in the books and says to others, as counts by kind. */
export async function traces(room: Room): Promise<Record<string, number>> {
  const rows = await room.rows<{ kind: string; n: number }>(`
    SELECT 'session' AS kind, count(*)::int AS n FROM session
    UNION ALL SELECT 'unit ' || state, count(*)::int FROM reservation GROUP BY state
    UNION ALL SELECT 'entry ' || state, count(*)::int FROM wait_entry GROUP BY state
    UNION ALL SELECT 'ledger ' || kind, count(*)::int FROM ledger GROUP BY kind
    UNION ALL SELECT name, count(*)::int FROM outbox GROUP BY name
    UNION ALL SELECT 'released', coalesce(sum(released), 0)::int FROM session`);
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

const PUBLISHED = { session: 1, 'ledger publish': 1, 'supply.published.v1': 1, released: 0 };
const HELD = { ...PUBLISHED, 'ledger hold': 1, 'reservation.held.v1': 1 };

/** Publishes a morning at T−13 d 09:00. */
async function morning(room: Room, capacity = 10) {
  await setClock(room, at(13, '09:00'));
  return room.morning(capacity);
}

/** A referral with a held unit. */
async function held(room: Room, wanted: Partial<ReferralWants['wanted'] & object> = {}) {
  await morning(room, 5);
  const event = referral({}, wanted);
  await room.submit(event);
  const [unit] = await room.rows<{ id: string }>('SELECT id FROM reservation');
  return { event, reservationId: unit?.id ?? '' };
}

/** Prepares the books for something, and says what is done to them and what must come of it. */
export type Prepare = (room: Room) => Promise<Doing>;

export const OPERATIONS: Record<string, Prepare> = {
  publish: async (room) => {
    await setClock(room, at(13, '09:00'));
    const drafts = [draftOf(12), draftOf(8, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') })];
    return {
      act: () => room.publish(drafts),
      expected: { session: 2, 'ledger publish': 2, 'supply.published.v1': 2, released: 0 },
    };
  },
  hold: async (room) => {
    await morning(room);
    const event = referral();
    return { act: () => room.submit(event), expected: { ...HELD, 'unit held': 1 } };
  },
  book: async (room) => {
    const session = await morning(room);
    await setClock(room, at(6, '09:00'));
    const [key, patientId] = [v7(), v7()];
    return {
      act: async () => expect(await room.book(session, { patientId }, key)).toMatchObject({ status: 201 }),
      expected: { ...PUBLISHED, 'unit confirmed': 1, 'ledger confirm': 1 },
    };
  },
  accept: async (room) => {
    const { event } = await held(room);
    const next = later(event);
    return {
      act: () => room.moves.apply(next, accept),
      expected: { ...HELD, 'unit held': 1, 'reservation.extended.v1': 1 },
    };
  },
  confirm: async (room) => {
    const { event, reservationId } = await held(room);
    const next = later(event, { reservationId });
    return {
      act: () => room.moves.apply(next, confirm),
      expected: { ...HELD, 'unit confirmed': 1, 'ledger confirm': 1, 'reservation.confirmed.v1': 1 },
    };
  },
  'cancel with one waiting': async (room) => {
    const { event } = await held(room);
    await room.submit(referral());
    const next = later(event);
    return {
      act: () => room.moves.apply(next, release, true),
      expected: {
        ...HELD,
        'unit cancelled': 1,
        'unit held': 1,
        'entry offered': 1,
        'ledger hold': 2,
        'ledger cancel': 1,
        'reservation.held.v1': 2,
        'reservation.unavailable.v1': 1,
      },
    };
  },
  'a hold ends': async (room) => {
    await held(room, { urgencyClass: 'U2' });
    await setClock(room, at(13, '09:31'));
    return {
      act: () => runClock(room.clock),
      expected: { ...HELD, 'unit expired': 1, 'ledger hold-expire': 1, 'reservation.expired.v1': 1 },
    };
  },
  'a stage is released': async (room) => {
    await morning(room, 40);
    await runClock(room.clock);
    await setClock(room, at(2, '18:11'));
    return {
      act: () => runClock(room.clock),
      expected: { ...PUBLISHED, 'ledger release-1': 1, 'reserve.released.v1': 1, released: 4 },
    };
  },
  'a clinic is stopped': async (room) => {
    const { reservationId } = await held(room);
    const afternoon = draftOf(5, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
    await room.publish([afternoon]);
    const [lost] = await room.rows<{ id: string; version: number }>(
      'SELECT s.id, s.version FROM session s JOIN reservation r ON r.session_id = s.id WHERE r.id = $1',
      [reservationId],
    );
    const changes = new ChangesService(room.database, new Writes(room.database), new SupplyPolicies());
    const write = writeOf({ ifMatch: lost?.version });
    return {
      act: () => changes.stop(write, lost?.id ?? '', { reason: 'doctor-ill' }, false),
      expected: {
        ...HELD,
        session: 2,
        'ledger publish': 2,
        'supply.published.v1': 2,
        'unit displaced': 1,
        'unit held': 1,
        'ledger displace': 1,
        'ledger adjust': 1,
        'ledger hold': 2,
        'reservation.displaced.v1': 1,
        'supply.changed.v1': 1,
      },
    };
  },
};
