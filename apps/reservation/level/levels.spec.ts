import type { SupplyLevel } from '#contracts/reservation.events.js';
import { Timer } from '#service/timer/timer.js';
import { at, COUNTY, HOSPITAL, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { LevelNews } from './level-news.js';

const open = { entitlement: 'open' } as const;

describe('what others are told of what is left', () => {
  let room: Room;
  let news: LevelNews;

  beforeEach(async () => {
    room = await Room.open();
    news = new LevelNews(room.database, new SupplyPolicies(), new Timer());
    await room.moveTo(at(13, '09:00'));
    // The place of a round: first no county, then this one.
    await news.runOnce();
    await news.runOnce();
  });
  afterEach(() => room.close());

  const told = async () =>
    (await room.sent())
      .filter(({ name }) => name === 'supply.counted.v1')
      .map(({ payload }) => payload['levels'] as SupplyLevel[]);

  it('a new session is told with what is protected and what is open', async () => {
    const session = await room.morning(20);
    await news.runOnce();
    expect((await told()).flat()).toEqual([
      expect.objectContaining({
        sessionId: session.id,
        institution: HOSPITAL,
        units: 20,
        protected: 4,
        open: 16,
        startsAt: session.startsAt.toISOString(),
      }),
    ]);
  });

  it('of many takes the sum is told once, and nothing where nothing has changed', async () => {
    await room.morning(20);
    await news.runOnce();
    await room.moveTo(at(6, '09:00'));
    await room.submit(
      ...Array.from({ length: 3 }, () => referral()),
      ...Array.from({ length: 2 }, () => referral({}, open)),
    );
    const before = (await told()).length;
    for (let tick = 0; tick < 3; tick += 1) await news.runOnce();
    const since = (await told()).slice(before).filter((levels) => levels.length > 0);
    expect(since.map((levels) => levels.map(({ protected: kept, open: free }) => [kept, free]))).toEqual([[[1, 14]]]);
  });

  it('a freeze is told by the next round, though the ledger does not know of it', async () => {
    const session = await room.morning(20);
    await news.runOnce();
    await room.bend('UPDATE reservation.session SET frozen = true WHERE id = $1', [session.id]);
    for (let tick = 0; tick < 3; tick += 1) await news.runOnce();
    expect((await told()).flat().at(-1)).toMatchObject({ protected: 0, open: 0, units: 20 });
  });

  it('the same of a ward whose day runs on past midnight', async () => {
    const ward = {
      pool: 'inpatient-bed' as const,
      bedClass: 'general',
      startsAt: at(0, '10:00'),
      endsAt: at(-1, '10:00'),
    };
    const session = await room.morning(20, ward);
    await room.moveTo(at(-1, '06:00'));
    await news.runOnce();
    await room.bend(
      `UPDATE reservation.level_feed SET looked_until = (SELECT id FROM reservation.ledger ORDER BY id DESC LIMIT 1);
       UPDATE reservation.session SET frozen = true WHERE id = '${session.id}'`,
    );
    for (let tick = 0; tick < 3; tick += 1) await news.runOnce();
    expect((await told()).flat().at(-1)).toMatchObject({ sessionId: session.id, protected: 0, open: 0, units: 20 });
  });

  it('a county without news says so once in a while, so that nobody takes silence for a fault', async () => {
    await room.morning(20);
    await news.runOnce();
    const before = (await told()).length;
    await news.runOnce();
    await news.runOnce();
    expect((await told()).length).toBe(before);
    await room.moveTo(at(13, '09:10'));
    await news.runOnce();
    expect((await told()).slice(before)).toEqual([[]]);
  });

  it('two replicas tell everything once, in versions that rise by one', async () => {
    await Promise.all([1, 2, 3, 4].map((hour) => room.morning(10, { startsAt: at(0, `0${hour}:00`) })));
    const other = new LevelNews(room.database, new SupplyPolicies(), new Timer());
    await Promise.all([news.runOnce(), other.runOnce(), news.runOnce()]);
    await news.runOnce();
    expect((await told()).flat()).toHaveLength(4);
    const rows = await room.rows<{ version: number }>(
      `SELECT aggregate_version AS version FROM outbox WHERE name = 'supply.counted.v1' AND county = $1 ORDER BY id`,
      [COUNTY],
    );
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  });
});
