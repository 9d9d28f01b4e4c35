import { QueueFull } from '#messaging/batcher.js';
import { toProblem } from '#service/http/to-problem.js';
import { at, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from '../supply/session.entity.js';

/** What the door lets wait (door.ts). */
const QUEUE = 20_000;
const TOO_MANY = 50;

describe('the door under more than it can take', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const opened = async (capacity: number): Promise<Session> => {
    const session = await room.morning(capacity);
    await room.moveTo(at(5, '10:00'));
    return session;
  };

  it('lets a bounded number wait, sends the rest away with 503 and Retry-After, and takes them when they come again', async () => {
    const session = await opened(20);
    const outcomes = await Promise.allSettled(Array.from({ length: QUEUE + TOO_MANY }, () => room.book(session)));
    const sentAway = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(sentAway).toHaveLength(TOO_MANY);
    for (const reason of sentAway) expect(reason).toBeInstanceOf(QueueFull);
    expect(toProblem(sentAway[0])).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.status] : []));
    expect(answered.filter((status) => status === 201)).toHaveLength(16);
    expect(answered.filter((status) => status === 409)).toHaveLength(QUEUE - 16);
    expect((await room.book(session)).status).toBe(409);
  }, 180_000);

  it('starves nobody: a routine request of the public is decided in the middle of a flood of family doctors', async () => {
    const session = await opened(20_000);
    let decided: number | undefined;
    let flooded = 0;
    const flood = async (): Promise<void> => {
      while (decided === undefined) {
        await room.submit(
          ...Array.from({ length: 50 }, () => referral({ urgencyClass: 'U2' }, { urgencyClass: 'U2' })),
        );
        flooded += 50;
      }
    };
    const lanes = Array.from({ length: 6 }, flood);
    // The flood is under way before the public asks, and ends only after its answer.
    while (flooded < 300) await room.submit(referral());
    const { status } = await room.book(session, { urgencyClass: 'U4' });
    decided = flooded;
    await Promise.all(lanes);
    expect(status).toBe(201);
    expect(flooded).toBeGreaterThan(decided);
  }, 60_000);
});
