import { Timer } from '#service/timer/timer.js';
import { at, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { ReleaseNews } from './release-news.js';

describe('news of a release to come', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterAll(() => room.close());

  it('tells once, a day before stage 1, how many protected units nobody has taken', async () => {
    const news = () => new ReleaseNews(room.database, new SupplyPolicies(), new Timer());
    const told = async () => (await room.sent()).filter(({ name }) => name === 'reserve.release-soon.v1');
    await room.morning(20);
    await room.submit(referral());
    await room.moveTo(at(3, '17:00'));
    await expect(news().runOnce()).resolves.toBe(0);
    await room.moveTo(at(3, '18:11'));
    await room.clock.runOnce('hold-end');
    const done = await Promise.all([news().runOnce(), news().runOnce()]);
    expect(done.reduce((sum, n) => sum + n)).toBe(1);
    expect((await told()).map(({ payload }) => payload['units'])).toEqual([4]);
    // A roster published within the day has told of itself by its publication.
    await room.morning(10, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
    await news().runOnce();
    expect(await told()).toHaveLength(1);
  });
});
