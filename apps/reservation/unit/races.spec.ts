import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { Writes } from '#service/write/writes.js';
import { at, HOSPITAL, later, Room, referral, writeOf } from '../../../test/reservation/room.js';
import { ChangesService } from '../change/changes.service.js';
import { SupplyPolicies } from '../policy/policies.js';
import { choose, confirm } from './asked.js';
import { accept, redirect, release, tryAgain } from './steps.js';

const SECOND = '990101H02';

/** As the broker does: what found no free connection in time is delivered again. */
async function delivered(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error as Error).message.startsWith('timeout exceeded when trying to connect')) throw error;
    await delivered(work);
  }
}

describe('everything at once on the same few sessions', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterAll(() => room.close());

  it('leaves the books in order: 120 referrals, two replicas, four clocks', async () => {
    const sessions = await Promise.all([
      room.morning(60),
      room.morning(40, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') }),
      room.morning(30, {}, SECOND),
    ]);
    const candidates = [HOSPITAL, SECOND].map((institution) => ({ county: '990101', institution }));
    const events = Array.from({ length: 120 }, (_, n) =>
      referral(
        {},
        { candidates, urgencyClass: n % 3 === 0 ? 'U2' : 'U4', entitlement: n % 4 === 0 ? 'open' : 'family-doctor' },
      ),
    );
    const replica = room.replica();
    await Promise.all(
      events.map((arrived, n) => (n % 2 ? room.door : replica.door).ask({ kind: 'referral', arrived })),
    );
    await room.moveTo(at(13, '09:31'));
    const ticking = ['hold-end', 'release', 'offer', 'no-show'] as const;
    const clocks = ticking.flatMap((due) => [room.clock.runOnce(due), replica.clock.runOnce(due)]);
    const [held] = await room.rows<{ id: string }>(`SELECT id FROM reservation WHERE state = 'held' LIMIT 1`);
    const moves = events.map((event, n) =>
      delivered(() => {
        const next = later(event, { hop: 1, reservationId: held!.id, sessionId: sessions[n % 3]!.id });
        if (n % 6 === 0) return room.moves.apply(next, release, true);
        if (n % 6 === 1) return room.moves.apply(next, redirect);
        if (n % 6 === 2) return room.moves.apply(next, tryAgain);
        if (n % 6 === 3) return room.moves.apply(next, choose);
        return n % 6 === 4 ? room.moves.apply(next, accept) : room.moves.apply(next, confirm);
      }),
    );
    await Promise.all([...clocks, ...moves]);
    expect(await room.breaches()).toEqual([]);
    const ended = await room.rows('SELECT 1 FROM claim WHERE ended');
    expect(ended).toHaveLength(20);
  });

  it('answers every one of them', async () => {
    const silent = await room.rows(
      `SELECT 1 FROM claim c WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.correlation_id = c.referral_id)`,
    );
    expect(silent).toEqual([]);
  });

  it('a change of supply waits for its account in the order of all locks, and holds up nobody meanwhile', async () => {
    const evening = { group: '07', startsAt: at(0, '14:00'), endsAt: at(0, '17:00') };
    const pair = [await room.morning(5, { group: '07' }), await room.morning(5, evening)].map(({ id }) => id).sort();
    const changes = new ChangesService(room.database, new Writes(room.database), new SupplyPolicies());
    const lock = (id: string | undefined) => `SELECT FROM session WHERE id = '${id}' FOR UPDATE NOWAIT`;
    const [stopped] = await room.database.transaction(SYSTEM, async (tx) => {
      const [{ pid }] = (await tx.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      const waiting = `SELECT FROM pg_locks WHERE NOT granted AND ${pid} = ANY (pg_blocking_pids(pid))`;
      await tx.query(lock(pair[0]));
      const stopping = changes.stop(writeOf(v7()), pair[1] ?? '', { reason: 'doctor-ill' }, false);
      while ((await room.rows(waiting)).length === 0);
      // Whoever books takes the second one after the first: it must not be held by who waits for the first.
      await tx.query(lock(pair[1]));
      return [stopping];
    });
    expect(await stopped).toMatchObject({ status: 201 });
  });
});
