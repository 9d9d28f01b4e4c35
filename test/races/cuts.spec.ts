import { v7 } from 'uuid';
import { release } from '../../apps/reservation/unit/steps.js';
import { changeTo } from '../reservation/changing.js';
import { at, draftOf, later, Room, referral } from '../reservation/room.js';

const JOBS = ['hold-end', 'release', 'late-supply', 'offer', 'passed-over'] as const;

describe('supply is cut and released at the same moment', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterAll(() => room.close());

  it('loses nobody and breaks no invariant: two cuts, a stop and an addition while two clocks release and people come and go', async () => {
    const hours = ['08', '10', '13', '15'];
    const slots = hours.map((hour) =>
      draftOf(30, { startsAt: at(0, `${hour}:00`), endsAt: at(0, `${hour}:50`), doctorId: `dr-${hour}` }),
    );
    const sessions = (await room.publish(slots)).map(({ session }) => session);
    const [first, second, third, fourth] = sessions as [(typeof sessions)[0], ...typeof sessions];
    await room.moveTo(at(6, '09:00'));
    const decideBy = at(1, '11:00').toISOString();
    const families = Array.from({ length: 40 }, () => referral({}, { decideBy }));
    await room.submit(...families);
    const booked = await Promise.all(
      sessions.flatMap((session) => Array.from({ length: 15 }, () => room.book(session))),
    );
    expect(booked.filter(({ status }) => status === 201).length).toBeGreaterThan(40);
    await room.moveTo(at(2, '18:11'));

    const replica = room.replica();
    const clocks = JOBS.flatMap((job) => [room.clock.runOnce(job), replica.clock.runOnce(job)]);
    const changes = [
      changeTo(room, first, 8),
      changeTo(room, second!, 'stop'),
      changeTo(room, third!, 12),
      changeTo(room, fourth!, 40),
    ];
    const leaving = families.slice(0, 10).map((event) => room.moves.apply(later(event), release, true));
    const coming = Array.from({ length: 60 }, (_, n) =>
      room.book(sessions[n % 4]!, {}, v7(), n % 2 ? room.door : replica.door),
    );
    const late = Array.from({ length: 20 }, () => replica.door.ask({ kind: 'referral', arrived: referral() }));
    await Promise.all([...clocks, ...changes, ...leaving, ...coming, ...late]);

    expect(await room.breaches()).toEqual([]);
    const deadlocks = 'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()';
    expect(await room.rows(deadlocks)).toEqual([{ deadlocks: 0 }]);
    const supply = await room.rows<{ capacity: number; reserve: number }>(
      'SELECT sum(capacity)::int AS capacity, sum(reserve)::int AS reserve FROM session',
    );
    expect(supply).toEqual([{ capacity: 60, reserve: 12 }]);
    const lost = await room.rows(
      `SELECT r.id FROM reservation r WHERE r.state = 'displaced' AND NOT EXISTS (SELECT 1 FROM displacement d
        WHERE d.reservation_id = r.id AND (d.state <> 'waiting' OR EXISTS (SELECT 1 FROM wait_entry e WHERE e.id = d.wait_entry_id)))`,
    );
    expect(lost).toEqual([]);
  });
});
