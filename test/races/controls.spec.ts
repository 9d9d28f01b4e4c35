import { v7 } from 'uuid';
import { at, Room } from '../reservation/room.js';
import { withoutGuards, withoutLocks } from '../reservation/sabotage.js';

/** Negative controls: with its guards taken away the race must be lost, or the races of this folder prove nothing. */
describe('the same rush without the guards', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    withoutLocks(room);
  });
  afterEach(() => room.close());

  /** 200 of the public through two replicas for 20 units with 4 protected. @returns sold, and the errors */
  const rush = async () => {
    const session = await room.morning(20);
    await room.moveTo(at(6, '09:00'));
    // Who has to connect first comes too late for the race.
    await Promise.all(Array.from({ length: 8 }, () => room.rows('SELECT 1')));
    const doors = [room.door, room.replica().door];
    const asked = Array.from({ length: 200 }, (_, n) => room.book(session, {}, v7(), doors[n % 2]));
    const outcomes = await Promise.allSettled(asked);
    const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.status] : []));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    return { sold: answers.filter((status) => status === 201).length, errors };
  };

  it('without the lock the constraints alone keep the books in order, by errors that nobody should see', async () => {
    const { sold, errors } = await rush();
    expect(sold).toBeLessThanOrEqual(16);
    expect(await room.breaches()).toEqual([]);
    expect(errors.concat('none').join()).toMatch(/nothing_is_sold_twice|one_person_per_seat|none/);
  });

  it('without lock and constraints units are sold twice, and the checker says so', async () => {
    await withoutGuards(room);
    const { sold } = await rush();
    expect(sold).toBeGreaterThan(16);
    const found = (await room.breaches()).map(({ invariant, code }) => `${invariant} ${code}`);
    expect(found).toContain('I8 seat-with-two-persons');
    expect(found).toContain('I3 open-units-out-of-the-reserve');
  });
});
