import { changeTo } from '../reservation/changing.js';
import { at } from '../reservation/room.js';
import { Scene } from './scene.js';

describe('TV22–TV24: supply changes after publication (domain §7.7, §7.8)', () => {
  let scene: Scene;

  afterEach(() => scene.close());

  it('TV22: 20 units become 25 before stage 1: R and q go from 4 to 5', async () => {
    scene = await Scene.of(20);
    expect(await scene.letters()).toMatchObject({ C: 20, R: 4, q: 4 });
    await changeTo(scene.room, scene.session, 25);
    expect(await scene.letters()).toMatchObject({ C: 25, R: 5, q: 5 });
  });

  it('TV23: 20 units become 15: two of the public lose theirs, two protected units are missing until four more have gone', async () => {
    scene = await Scene.of(20);
    await scene.familyTakes(1);
    await scene.passTo(6, '09:00');
    const bookings = await scene.publicBooks(16);
    const { displacements } = await changeTo(scene.room, scene.session, 15);
    expect(displacements).toHaveLength(2);
    expect(displacements.map(({ referralId }) => referralId)).toEqual([null, null]);
    expect(await scene.letters()).toMatchObject({ C: 15, R: 3, q: 3, F: 1, U: 14, shortfall: 2 });
    const lost = displacements.map(({ reservationId }) => reservationId);
    const left = bookings.filter((id) => !lost.includes(id));
    /** Public takes stay blocked; one more gives the unit back. */
    const cancelOne = async () => {
      expect(await scene.publicTakes(1)).toBe(0);
      await scene.publicCancels(left.pop() ?? '');
      return scene.letters();
    };
    expect(await cancelOne()).toMatchObject({ U: 13, shortfall: 1 });
    expect(await cancelOne()).toMatchObject({ U: 12, shortfall: 0, limit: 12 });
    expect(await cancelOne()).toMatchObject({ U: 11, limit: 12 });
    expect(await scene.publicTakes(1)).toBe(1);
    expect(await scene.publicTakes(1)).toBe(0);
  });

  it('TV24: of sessions 12, 8, 5 the first is stopped: C 13, R 3, spread 2 and 1', async () => {
    scene = await Scene.of(12);
    const others = [
      await scene.room.morning(8, { startsAt: at(0, '13:00'), endsAt: at(0, '15:00') }),
      await scene.room.morning(5, { startsAt: at(0, '16:00'), endsAt: at(0, '18:00') }),
    ];
    await changeTo(scene.room, scene.session, 'stop');
    const after = await Promise.all([scene.session, ...others].map(({ id }) => scene.room.session(id)));
    expect(after.map(({ capacity, reserve }) => ({ capacity, reserve }))).toEqual([
      { capacity: 0, reserve: 0 },
      { capacity: 8, reserve: 2 },
      { capacity: 5, reserve: 1 },
    ]);
    const accounts = await scene.room.rows('SELECT capacity, reserve FROM account');
    expect(accounts).toEqual([{ capacity: 13, reserve: 3 }]);
  });
});
