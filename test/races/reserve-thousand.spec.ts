import { v7 } from 'uuid';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { at, draftOf, Room, referral } from '../reservation/room.js';

const JOBS = ['hold-end', 'no-show', 'release', 'offer', 'passed-over'] as const;

describe('a thousand requests at once for one pool', () => {
  let room: Room;
  let sessions: Session[];

  /** 100 units in three sessions of one day, 20 of them reserved; open to all. */
  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    const slots = [
      draftOf(50),
      draftOf(30, { startsAt: at(0, '13:00'), endsAt: at(0, '15:00') }),
      draftOf(20, { startsAt: at(0, '16:00'), endsAt: at(0, '18:00') }),
    ];
    sessions = (await room.publish(slots)).map(({ session }) => session);
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(async () => {
    const breaches = await room.breaches();
    await room.close();
    expect(breaches).toEqual([]);
  });

  const totals = async () => {
    const [row] = await room.rows<{ family: number; open: number; seats: number }>(
      `SELECT sum(family_taken)::int AS family, sum(open_taken)::int AS open,
         (SELECT count(DISTINCT (session_id, seat))::int FROM reservation WHERE occupies) AS seats FROM session`,
    );
    return row;
  };

  it('of 1 000 public bookings exactly 80 succeed, then of 50 family doctors exactly 20', async () => {
    const share = [400, 300, 300];
    const wishes = sessions.flatMap((session, n) => Array.from({ length: share[n] ?? 0 }, () => session));
    const outcomes = await Promise.all(wishes.map((session) => room.book(session)));
    expect(outcomes.filter(({ status }) => status === 201)).toHaveLength(80);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([201, 409]));
    await room.submit(...Array.from({ length: 50 }, () => referral()));
    expect(await totals()).toEqual({ family: 20, open: 80, seats: 100 });
  });

  it('1 000 of all kinds through two replicas, with the clock of both running: every unit is sold once, 20 to family doctors', async () => {
    const replica = room.replica();
    const doors = [room.door, replica.door];
    const asked = Array.from({ length: 1_000 }, (_, n) => {
      const door = doors[n % 2] as Room['door'];
      if (n % 10 < 6) return room.book(sessions[n % 3] as Session, {}, v7(), door);
      const wanted = n % 10 < 9 ? {} : { entitlement: 'open' as const };
      return door.ask({ kind: 'referral', arrived: referral({}, wanted) });
    });
    const clocks = JOBS.flatMap((job) => [room.clock.runOnce(job), replica.clock.runOnce(job)]);
    await Promise.all([...asked, ...clocks]);
    const after = await totals();
    expect(after).toMatchObject({ seats: 100 });
    expect(after?.family).toBeGreaterThanOrEqual(20);
    const answers = (await room.sent()).filter(({ payload }) => payload.referralId !== undefined);
    expect(new Set(answers.map(({ payload }) => payload.referralId)).size).toBe(400);
  });

  it('all holds end at once while others ask, the clock runs twice: no unit is lost and none is given twice', async () => {
    await room.submit(
      ...Array.from({ length: 100 }, () =>
        referral({}, { urgencyClass: 'U2', decideBy: at(6, '09:00').toISOString() }),
      ),
    );
    expect(await totals()).toMatchObject({ family: 100 });
    await room.moveTo(at(6, '09:31'));
    const replica = room.replica();
    const late = Array.from({ length: 200 }, () => referral({}, { urgencyClass: 'U3' }));
    const clocks = [room.clock, replica.clock, room.clock, replica.clock].map((clock) => clock.runOnce('hold-end'));
    await Promise.all([
      ...clocks,
      ...late.map((arrived, n) => (n % 2 ? room.door : replica.door).ask({ kind: 'referral', arrived })),
    ]);
    for (let n = 0; n < 3; n += 1) await room.clock.runOnce('passed-over');
    expect(await totals()).toEqual({ family: 100, open: 0, seats: 100 });
    const ended = await room.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ledger WHERE kind = 'hold-expire'`);
    expect(ended).toEqual([{ n: 100 }]);
  });
});
