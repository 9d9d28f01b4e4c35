import { SYSTEM } from '#service/database/database.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { type Numbered, ReferralNumbers } from './numbers.js';

const DAY = '2026-03-06';

describe('referral numbers of several processes', () => {
  let room: StoreRoom;

  beforeAll(async () => {
    room = await openStoreRoom(8);
  });

  afterAll(() => room.close());

  const numbered = (change: Partial<Numbered> = {}): Numbered => ({
    ...{ county: '990101', day: DAY, direction: 'up', urgencyClass: 'U3' },
    ...change,
  });
  const next = (numbers: ReferralNumbers, change: Partial<Numbered> = {}) =>
    room.database.transaction(SYSTEM, (tx) => numbers.next(tx, numbered(change)));

  it('are never given twice', async () => {
    const replicas = [new ReferralNumbers(), new ReferralNumbers()];
    const given = await Promise.all(Array.from({ length: 120 }, (_, i) => next(replicas[i % 2]!)));
    expect(new Set(given).size).toBe(120);
  });

  it('are not lost to others when their transaction is rolled back', async () => {
    const numbers = new ReferralNumbers();
    const undone = room.database.transaction(SYSTEM, async (tx) => {
      await numbers.next(tx, numbered({ county: '990102' }));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const first = await next(numbers, { county: '990102' });
    expect(first).toMatch(/^99010220260306U0000001/);
  });

  it('begin anew each day', async () => {
    const numbers = new ReferralNumbers();
    await next(numbers);
    expect(await next(numbers, { day: '2026-03-07' })).toMatch(/^99010120260307U0000001/);
  });

  it('of an emergency wait for nobody who is taking one', async () => {
    const numbers = new ReferralNumbers();
    await room.database.transaction(SYSTEM, async (tx) => {
      await numbers.next(tx, numbered({ county: '990103' }));
      expect(await next(numbers, { county: '990103', urgencyClass: 'U1' })).toMatch(/^99010320260306U9\d{6}/);
    });
    expect(await next(numbers, { county: '990103', urgencyClass: 'U1' })).toMatch(/^99010320260306U0000002/);
  });
});
