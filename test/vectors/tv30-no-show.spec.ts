import { v7 } from 'uuid';
import { at, Room } from '../reservation/room.js';
import { runClock } from '../reservation/ticking.js';

describe('TV30: three no-shows within 90 days switch self-service off for 90 (domain §7.1)', () => {
  let room: Room;
  let patientId: string;

  beforeEach(async () => {
    room = await Room.open();
    patientId = v7();
  });
  afterEach(() => room.close());

  /** The patient books a morning of that day, counted from the first, and does not come. */
  const miss = async (day: number): Promise<void> => {
    await room.moveTo(at(3 - day, '09:00'));
    const session = await room.morning(10, { startsAt: at(-day, '08:00'), endsAt: at(-day, '12:00') });
    await room.moveTo(at(2 - day, '09:30'));
    expect((await room.book(session, { patientId })).status).toBe(201);
    await room.moveTo(at(-day, '08:31'));
    await runClock(room.clock);
  };
  const mayBookOn = async (day: number): Promise<boolean> => {
    await room.moveTo(at(-day, '23:00'));
    return room.selfService(patientId).then(
      () => true,
      (problem: { code?: string }) => problem.code !== 'SELF_SERVICE_OFF',
    );
  };

  it('on day 0, 40, 89: off up to and including day 178', async () => {
    for (const day of [0, 40, 89]) await miss(day);
    expect([await mayBookOn(89), await mayBookOn(178), await mayBookOn(179)]).toEqual([false, false, true]);
  });

  it('on day 0, 40, 90: no block', async () => {
    for (const day of [0, 40, 90]) await miss(day);
    expect(await mayBookOn(90)).toBe(true);
  });
});
