import { reserveOf } from '../../apps/reservation/reserve/floor.js';
import { spread } from '../../apps/reservation/reserve/spread.js';
import { at } from '../reservation/room.js';

describe('TV04–TV09: the reserve is spread over the sessions of an account by largest remainder (domain §7.2)', () => {
  it.each([
    ['TV04', [12, 8, 5], 2000, [2, 2, 1]],
    ['TV05', [1, 1, 1, 1], 2000, [1, 0, 0, 0]],
    ['TV06', [7, 4], 2000, [2, 1]],
    ['TV07', [20, 10, 2], 2000, [4, 2, 1]],
    ['TV08', [6, 5, 4, 3, 2], 2000, [1, 1, 1, 1, 0]],
    ['TV09', [12, 8, 5], 3000, [4, 2, 2]],
  ])('%s: sessions of %j at %i bps get %j', (_, capacities, bps, expected) => {
    const total = capacities.reduce((sum, capacity) => sum + capacity);
    const sessions = capacities.map((capacity, n) => ({ id: `s${n}`, capacity, startsAt: at(0, '08:00') }));
    const shares = spread(reserveOf(total, bps), sessions);
    expect(sessions.map(({ id }) => shares.get(id))).toEqual(expected);
  });
});
