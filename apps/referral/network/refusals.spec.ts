import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { type CareRoom, COUNTY, openCareRoom, type SmallCounty, settle } from '../../../test/referral/room.js';

/** What the database refuses whoever writes; each statement is one that a slip of the code could send. */
describe('the network refuses in the database itself', () => {
  let room: CareRoom;
  let county: SmallCounty;
  const [a, b, city] = [v7(), v7(), v7()];

  const run = (text: string) => room.database.transaction(SYSTEM, (tx) => tx.query(text));
  const refusal = (text: string) =>
    run(text).then(
      () => 'taken',
      ({ driverError }: { driverError: { constraint?: string; code: string } }) =>
        driverError.constraint ?? driverError.code,
    );
  const member = (consortium: string, institution: string, lead: boolean, from: string, to: string | null = null) =>
    `INSERT INTO consortium_member (county, consortium_id, institution, lead, valid_from, valid_to)
     VALUES ('${COUNTY}', '${consortium}', '${institution}', ${lead}, '${from}', ${to ? `'${to}'` : 'NULL'})`;
  const parent = (institution: string, above: string, from: string, to: string | null = null) =>
    `INSERT INTO institution_parent VALUES ('${COUNTY}', '${institution}', '${from}', ${to ? `'${to}'` : 'NULL'}, '${above}')`;
  const contract = (from: string, to: string | null) =>
    `INSERT INTO contract (county, id, patient_id, team_id, institution, valid_from, valid_to)
     VALUES ('${COUNTY}', '${v7()}', '${county.patientId}', '${county.teamId}', 'T01', '${from}', ${to ? `'${to}'` : 'NULL'})`;
  const capability = (from: string, to: string | null) =>
    `INSERT INTO department_capability (county, institution, dept_code, name, name_en, valid_from, valid_to)
     VALUES ('${COUNTY}', 'H01', '03.04', '心', 'Heart', '${from}', ${to ? `'${to}'` : 'NULL'})`;
  const agreement = (to: string, from = '2026-01-01') =>
    `INSERT INTO agreement (county, id, from_institution, to_county, to_institution, directions, valid_from)
     VALUES ('${COUNTY}', '${v7()}', 'T01', '${COUNTY}', '${to}', '{up}', '${from}')`;

  beforeAll(async () => {
    room = await openCareRoom();
    county = await settle(room.database);
    await run(`INSERT INTO institution (county, code, name, name_en, type, tier, level, ownership, division_code, valid_from, valid_to)
      VALUES ('${COUNTY}', 'H02', 'H', 'H', 'county-tcm', 3, 2, 'public', '${COUNTY}', '2025-01-01', '2027-01-01'),
             ('990100', 'C01', 'C', 'C', 'city-hospital', 4, 3, 'public', '990100', '2025-01-01', NULL)`);
    await run(`INSERT INTO consortium VALUES ('${COUNTY}', '${a}', 'county', 'A', 'A', '2025-01-01', NULL),
      ('${COUNTY}', '${b}', 'county', 'B', 'B', '2025-01-01', NULL), ('990100', '${city}', 'city-group', 'G', 'G', '2025-01-01', NULL)`);
    await run(member(a, 'H01', true, '2025-01-01'));
    await run(member(a, 'T01', false, '2025-01-01', '2026-03-01'));
    await run(parent('T01', 'H01', '2025-01-01', '2027-01-01'));
    await run(parent('V01', 'T01', '2025-01-01'));
    await run(capability('2025-01-01', '2026-07-01'));
  });

  afterAll(() => room.close());

  it.each<[string, () => string, string]>([
    ['two parents on one day', () => parent('T01', 'H02', '2026-12-31'), 'one_parent'],
    ['a circle of two', () => parent('H01', 'T01', '2026-01-01'), 'no_circle_of_parents'],
    ['a circle of three', () => parent('H01', 'V01', '2026-12-31'), 'no_circle_of_parents'],
    ['itself as a parent', () => parent('H01', 'H01', '2026-01-01'), 'institution_parent_check1'],
    ['two leads on one day', () => member(a, 'H02', true, '2026-01-01'), 'one_lead'],
    ['two county consortia on one day', () => member(b, 'T01', false, '2026-02-28'), 'one_county_consortium'],
    ['a member of another county', () => memberAbroad(), 'member_of_the_county'],
    [
      'a city group of a county',
      () => `INSERT INTO consortium VALUES ('${COUNTY}', '${v7()}', 'city-group', 'X', 'X', '2025-01-01', NULL)`,
      'city_group_of_a_city',
    ],
    ['overlapping capabilities', () => capability('2026-06-30', null), 'one_capability'],
    ['overlapping contracts', () => contract('2030-01-01', null), 'one_contract'],
    ['a key group that is none', () => `UPDATE contract SET key_groups = '{rich}'`, 'known_key_groups'],
    ['a receiver without licence', () => agreement('H02', '2027-01-01'), 'receiver_is_licensed'],
    ['a receiver that nobody knows', () => agreement('H77'), 'agreement_to_county_to_institution_fkey'],
    ['a critical centre in a township', () => critical('T01'), 'host_is_upper_hospital'],
    ['a tier that does not fit the type', () => `UPDATE institution SET tier = 3 WHERE code = 'T02'`, 'tier_of_type'],
    [
      'one code in two counties',
      () => `INSERT INTO institution (county, code, name, name_en, type, tier, level, ownership, division_code, valid_from)
             VALUES ('990102', 'H01', 'H', 'H', 'county-hospital', 3, 2, 'public', '990102', '2025-01-01')`,
      'institution_code',
    ],
    ['half a location', () => `UPDATE institution SET latitude_micro = 1 WHERE code = 'T02'`, 'whole_location'],
  ])('%s', async (_, text, constraint) => {
    expect(await refusal(text())).toBe(constraint);
  });

  const memberAbroad = () =>
    member(a, 'C01', false, '2026-01-01')
      .replace('lead, valid_from', 'lead, institution_county, valid_from')
      .replace(`false, '2026-01-01'`, `false, '990100', '2026-01-01'`);
  const critical = (institution: string) =>
    `INSERT INTO critical_centre VALUES ('${COUNTY}', '${institution}', 'stroke', '2026-01-01', NULL)`;

  it.each<[string, () => string]>([
    ['the next parent after the last', () => parent('T01', 'H02', '2027-01-01')],
    ['what would be a circle, had the other half not ended', () => parent('H01', 'T01', '2027-01-01')],
    ['the next consortium on the day the last one ends', () => member(b, 'T01', false, '2026-03-01')],
    ['the next capability on the day the last one ends', () => capability('2026-07-01', null)],
    ['a city group above a county consortium', () => cityMember()],
    ['a critical centre in a hospital', () => critical('H01')],
  ])('but takes %s', async (_, text) => {
    expect(await refusal(text())).toBe('taken');
  });

  const cityMember = () =>
    `INSERT INTO consortium_member (county, consortium_id, institution_county, institution, lead, valid_from)
     VALUES ('990100', '${city}', '${COUNTY}', 'H01', false, '2025-01-01')`;

  it('and keeps a host of a critical centre a hospital', async () => {
    expect(await refusal(`UPDATE institution SET type = 'county-subcentre', tier = 2 WHERE code = 'H01'`)).toBe(
      'host_is_upper_hospital',
    );
  });

  it('lets an agreement end whose receiver has lost the licence meanwhile', async () => {
    await run(agreement('H02'));
    await run(`UPDATE institution SET valid_to = '2026-02-01' WHERE code = 'H02'`);
    expect(await refusal(`UPDATE agreement SET valid_to = '2026-06-01' WHERE to_institution = 'H02'`)).toBe('taken');
  });

  describe('also of two who write at once', () => {
    /** Both have written before either commits: the second waits for the first and is then judged. */
    async function race(first: string, second: string): Promise<string[]> {
      const [one, two] = [await room.database.pool.connect(), await room.database.pool.connect()];
      try {
        for (const client of [one, two]) await client.query(`BEGIN; SELECT set_config('fenji.county', '*', true)`);
        await one.query(first);
        const waiting = two.query(second).then(
          () => 'taken',
          ({ constraint }: { constraint?: string }) => constraint ?? 'refused',
        );
        await blocked(one, two);
        await one.query('COMMIT');
        const outcome = await waiting;
        await two.query(outcome === 'taken' ? 'COMMIT' : 'ROLLBACK');
        return ['taken', outcome];
      } finally {
        one.release();
        two.release();
      }
    }

    /** Until the database itself says that the second waits for the first. */
    async function blocked(watcher: PoolClient, waiter: PoolClient): Promise<void> {
      const pid = (waiter as unknown as { processID: number }).processID;
      for (;;) {
        const { rows } = await watcher.query<{ waits: boolean }>(
          'SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits',
          [pid],
        );
        if (rows[0]?.waits) return;
      }
    }

    it('two leads: one is refused', async () => {
      await run(`INSERT INTO institution (county, code, name, name_en, type, tier, level, ownership, division_code, valid_from)
        VALUES ('${COUNTY}', 'H03', 'H', 'H', 'county-hospital', 3, 2, 'public', '${COUNTY}', '2025-01-01'),
               ('${COUNTY}', 'H04', 'H', 'H', 'county-hospital', 3, 2, 'public', '${COUNTY}', '2025-01-01')`);
      const lead = (code: string) => member(b, code, true, '2026-05-01');
      expect(await race(lead('H03'), lead('H04'))).toEqual(['taken', 'one_lead']);
    });

    it('two contracts of one resident: one is refused', async () => {
      await run(`UPDATE contract SET valid_to = '2026-01-01' WHERE id = '${county.contractId}'`);
      expect(await race(contract('2026-05-01', null), contract('2026-06-01', null))).toEqual(['taken', 'one_contract']);
    });

    it('two halves of a circle: one is refused', async () => {
      const [up, down] = [parent('H03', 'H04', '2026-01-01'), parent('H04', 'H03', '2026-01-01')];
      expect(await race(up, down)).toEqual(['taken', 'no_circle_of_parents']);
    });
  });
});
