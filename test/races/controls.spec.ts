import { v7 } from 'uuid';
import { at, Room } from '../reservation/room.js';
import { type Unlocked, withoutGuards, withoutLocks } from '../reservation/sabotage.js';

/** Negative controls: with its guards taken away the race must be lost, or the races of this folder prove nothing. */
describe('the same rush without the guards', () => {
  let room: Room;
  let unlocked: Unlocked;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    unlocked = withoutLocks(room);
  });
  afterEach(() => room.close());

  /** 200 of the public through two replicas for 20 units with 4 protected. @returns how many were sold */
  const rush = async () => {
    const session = await room.morning(20);
    await room.moveTo(at(6, '09:00'));
    const doors = [room.door, room.replica().door];
    unlocked.startTogether(doors.length);
    const asked = Array.from({ length: 200 }, (_, n) => room.book(session, {}, v7(), doors[n % 2]));
    const outcomes = await Promise.allSettled(asked);
    return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.status === 201).length;
  };

  it('without the lock the constraints alone keep the books in order, by refusing what was decided', async () => {
    expect(await rush()).toBeLessThanOrEqual(16);
    expect(await room.breaches()).toEqual([]);
    expect(unlocked.refusals.join()).toMatch(/nothing_is_sold_twice|one_person_per_seat/);
  });

  it('without lock and constraints units are sold twice, and the checker says so', async () => {
    await withoutGuards(room);
    expect(await rush()).toBeGreaterThan(16);
    const found = (await room.breaches()).map(({ invariant, code }) => `${invariant} ${code}`);
    expect(found).toContain('I8 seat-with-two-persons');
    expect(found).toContain('I3 open-units-out-of-the-reserve');
  });
});
