import { type FreshDatabase, freshDatabase } from '../../../test/system/database.js';

describe('the parameters of referral', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase('referral');
  });
  afterAll(() => fresh.drop());

  const rows = async (text: string) => (await fresh.pool.query<{ key: string }>(text)).rows.map(({ key }) => key);
  const refusalOf = (key: string, value: string) =>
    `referral.policy_refusal('990101', 'county', ${key}, ${value}, '2027-01-01', NULL)`;

  it('have each a meaning and a range', async () => {
    const unknown = await rows(
      `SELECT key FROM referral.policy WHERE NOT EXISTS (SELECT FROM referral.policy_key
         WHERE key = pattern OR (pattern LIKE '%*' AND starts_with(key, left(pattern, -1)))) ORDER BY key`,
    );
    expect(unknown).toEqual([]);
  });

  it('stand with their defaults within their own range', async () => {
    const refusal = refusalOf('key', 'value');
    const refused = await rows(
      `SELECT key || ' ' || ${refusal} AS key FROM referral.policy WHERE scope_kind = 'nation' AND ${refusal} IS NOT NULL`,
    );
    expect(refused).toEqual([]);
  });

  it('refuse what would stop the service that reads them', async () => {
    const values = {
      'vitals.maxAge': '"soon"',
      'redirect.capFactor': '0',
      'penalty.nonCompliant': '10001',
      'deputy.longest': '"9999d"',
    };
    for (const [key, value] of Object.entries(values)) {
      const [refusal] = await rows(`SELECT ${refusalOf(`'${key}'`, `'${value}'`)} AS key`);
      expect([key, refusal]).toEqual([key, expect.stringMatching(/^(out-of-range|wrong-type)$/)]);
    }
  });

  it('refuse the same in a row of the nation, which only a migration or an operator writes', async () => {
    const wrong = fresh.pool.query(
      `INSERT INTO referral.policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
       VALUES ('000000', 'nation', '', 'decide.within.U1', 99, '"2h"', '2027-01-01', 'test', 'test')`,
    );
    await expect(wrong).rejects.toThrow('policy decide.within.U1: out-of-range');
  });
});
