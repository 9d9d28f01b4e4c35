import { type FreshDatabase, freshDatabase } from '../../../test/system/database.js';

describe('the parameters of reservation', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase('reservation');
  });
  afterAll(() => fresh.drop());

  const rows = async (text: string) => (await fresh.pool.query<{ key: string }>(text)).rows.map(({ key }) => key);
  const refusalOf = (key: string, value: string) =>
    `reservation.policy_refusal('990101', 'county', ${key}, ${value}, '2027-01-01', NULL)`;

  it('have each a meaning and a range', async () => {
    const unknown = await rows(
      `SELECT key FROM reservation.policy WHERE NOT EXISTS (SELECT FROM reservation.policy_key
         WHERE key = pattern OR (pattern LIKE '%*' AND starts_with(key, left(pattern, -1)))) ORDER BY key`,
    );
    expect(unknown).toEqual([]);
  });

  it('stand with their defaults within their own range', async () => {
    const refusal = refusalOf('key', 'value');
    const refused = await rows(
      `SELECT key || ' ' || ${refusal} AS key FROM reservation.policy WHERE scope_kind = 'nation' AND ${refusal} IS NOT NULL`,
    );
    expect(refused).toEqual([]);
  });

  it('refuse what would stop the service that reads them', async () => {
    const values = { 'reserve.basis.bed': '"half"', 'series.weeks': '0', 'displaced.settleWithin': '"soon"' };
    for (const [key, value] of Object.entries(values)) {
      const [refusal] = await rows(`SELECT ${refusalOf(`'${key}'`, `'${value}'`)} AS key`);
      expect([key, refusal]).toEqual([key, expect.stringMatching(/^(out-of-range|wrong-type)$/)]);
    }
  });

  it('refuse the same in a row of the nation, which only a migration or an operator writes', async () => {
    const rowOf = (key: string, value: string) =>
      fresh.pool.query(
        `INSERT INTO reservation.policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
       VALUES ('000000', 'nation', '', $1, 99, $2, '2027-01-01', 'test', 'test')`,
        [key, value],
      );
    const wrong = {
      'reserve.exclude.bedClass': '["vip", "general"]',
      'release.stage1': '{"days": 9, "at": "18:00"}',
      'open.public': '{"days": 60, "at": "08:00"}',
    };
    for (const [key, value] of Object.entries(wrong)) await expect(rowOf(key, value)).rejects.toThrow(`policy ${key}`);
    await expect(rowOf('reserve.ratioBps.exam', '1999')).rejects.toThrow('floor_of_the_nation');
    await rowOf('release.stage1', '{"days": 1, "at": "18:00"}');
  });
});
