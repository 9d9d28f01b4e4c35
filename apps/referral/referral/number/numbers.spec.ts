import { SYSTEM } from '#service/database/database.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { ReferralNumbers } from './numbers.js';

const DAY = '2026-03-06';

describe('referral numbers of several processes', () => {
  let room: StoreRoom;

  beforeAll(async () => {
    room = await openStoreRoom(8);
  });

  afterAll(() => room.close());

  const next = (numbers: ReferralNumbers, day = DAY) =>
    room.database.transaction(SYSTEM, (tx) => numbers.next(tx, '990101', day, 'up'));

  it('are never given twice', async () => {
    const replicas = [new ReferralNumbers(), new ReferralNumbers()];
    const given = await Promise.all(Array.from({ length: 120 }, (_, i) => next(replicas[i % 2]!)));
    expect(new Set(given).size).toBe(120);
  });

  it('are not lost to others when their transaction is rolled back', async () => {
    const numbers = new ReferralNumbers();
    const undone = room.database.transaction(SYSTEM, async (tx) => {
      await numbers.next(tx, '990102', DAY, 'up');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const first = await room.database.transaction(SYSTEM, (tx) => numbers.next(tx, '990102', DAY, 'up'));
    expect(first).toMatch(/^99010220260306U0000001/);
  });

  it('begin anew each day', async () => {
    const numbers = new ReferralNumbers();
    await next(numbers);
    expect(await next(numbers, '2026-03-07')).toMatch(/^99010120260307U0000001/);
  });
});
