import { Timer } from '#service/timer/timer.js';
import { at, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { LevelNews } from './level-news.js';
import { isLow } from './low-news.js';

const NOW = at(13, '09:00');
const session = {
  reserve: 10,
  protected: 2,
  stage: 0,
  frozen: false,
  stoppedAt: null,
  opensFamilyAt: at(14, '08:00'),
  closesAt: at(0, '07:30'),
};

describe('a reserve that runs low', () => {
  it.each([
    ['at a fifth', {}, true],
    ['above a fifth', { protected: 3 }, false],
    ['when nothing is left', { protected: 0 }, true],
    ['not where nothing was reserved', { reserve: 0, protected: 0 }, false],
    ['not after a release: nobody wanted it', { stage: 1 }, false],
    ['not before family doctors may take it', { opensFamilyAt: at(12, '08:00') }, false],
    ['not of a session that is stopped', { stoppedAt: NOW }, false],
    ['not of a frozen pool', { frozen: true }, false],
  ])('%s', (_, change, expected) => {
    expect(isLow({ ...session, ...change }, 2_000, NOW)).toBe(expected);
  });
});

describe('news of a reserve that runs low', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(NOW);
  });

  afterAll(() => room.close());

  it('is told once a session, by any number of replicas, with what is left', async () => {
    const news = () => new LevelNews(room.database, new SupplyPolicies(), new Timer());
    const told = async () => (await room.sent()).filter(({ name }) => name === 'reserve.low.v1');
    const { id } = await room.morning(25, { doctorId: '0198f0c0-0000-7000-8000-0000000000d1' });
    await room.submit(referral(), referral(), referral());
    await news().runOnce();
    expect(await told()).toEqual([]);
    await room.submit(referral());
    await Promise.all([news().runOnce(), news().runOnce()]);
    await room.submit(referral());
    await news().runOnce();
    expect((await told()).map(({ payload }) => payload)).toEqual([
      expect.objectContaining({
        sessionId: id,
        doctorId: '0198f0c0-0000-7000-8000-0000000000d1',
        reserve: 5,
        units: 1,
      }),
    ]);
  });

  it('is told of every county while that of another one cannot be', async () => {
    const broken = await room.morningElsewhere(5);
    await room.behindTheBack(
      `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
       VALUES ('${broken.county}', 'county', '${broken.county}', 'reserve.lowBps', 1, '"a fifth"', '2026-01-01', 'x', 'x')`,
    );
    const whole = await room.morning(5);
    const news = new LevelNews(room.database, new SupplyPolicies(), new Timer());
    await news.runOnce();
    const told = async () =>
      (await room.sent())
        .flatMap(({ payload }) => (payload['levels'] as { sessionId: string }[] | undefined) ?? [])
        .filter(({ sessionId }) => [broken.id, whole.id].includes(sessionId));
    expect((await told()).map(({ sessionId }) => sessionId)).toEqual([whole.id]);
    await room.behindTheBack(`DELETE FROM policy WHERE county = '${broken.county}'`);
    const mended = new LevelNews(room.database, new SupplyPolicies(), new Timer());
    for (let look = 0; look < 4; look += 1) await mended.runOnce();
    expect((await told()).map(({ sessionId }) => sessionId)).toEqual([whole.id, broken.id]);
  });
});
