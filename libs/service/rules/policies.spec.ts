import { openRoom, type Room } from '../../../test/service/room.js';
import { Policies } from './policies.js';
import { insertDefaults } from './policy.store.js';

const DAY = '2026-03-06';

describe('Policies', () => {
  let room: Room;
  let policies: Policies;

  beforeAll(async () => {
    room = await openRoom();
    policies = new Policies(room.database);
    const sql = insertDefaults([
      { key: 'reserve.ratioBps.exam', value: 2000, bound: 'at-least', source: '[policy YN24]' },
      { key: 'hold.ttl.U2', value: '30m', source: "[default] it's ours" },
    ]);
    await room.fresh.pool.query(`SET search_path = referral; ${sql}; RESET search_path`);
    await room.fresh.pool.query(
      `INSERT INTO referral.policy VALUES ('990101', 'county', '990101', 'reserve.ratioBps.exam', 1, '1000', NULL, '2026-01-01', NULL, 'x', 'x')`,
    );
  });

  afterAll(() => room.close());

  it('reads the nation’s rows and the county’s own', async () => {
    const rules = await policies.of('990101');
    expect(rules.rows).toHaveLength(3);
    expect(rules.number('reserve.ratioBps.exam', { county: '990101' }, DAY)).toBe(2000);
    expect(rules.duration('hold.ttl.U2', { county: '990101' }, DAY)).toEqual({ amount: 30, unit: 'minutes' });
    expect((await policies.of('990102')).rows).toHaveLength(2);
  });

  it('keeps what it has read for a while, one read for all who ask', async () => {
    await room.fresh.pool.query('DELETE FROM referral.policy');
    await expect(policies.of('990101')).resolves.toBe(await policies.of('990101'));
    expect((await policies.of('990101')).rows).toHaveLength(3);
    expect((await new Policies(room.database).of('990101')).rows).toHaveLength(0);
  });
});
