import fc from 'fast-check';
import pg from 'pg';
import { testRun } from '../../test/system/run.js';
import { inline } from './inline.js';

const ECHO = {
  name: 'echo',
  text: 'SELECT $1::text AS text, $2::int AS number, $3::boolean AS flag, $4::timestamptz AS at, $5::text[] AS list, $6::jsonb AS data',
};

describe('inline', () => {
  const client = new pg.Client({ connectionString: testRun().databaseUrl });

  beforeAll(() => client.connect());
  afterAll(() => client.end());

  it('says to PostgreSQL just what parameters would say, whatever the text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("'; DROP TABLE x; --", '\\', "\\'", '$1', '$$', "E'\\x'"),
    );
    const clean = text.map((value) => value.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.option(clean),
        fc.integer({ min: -2147483648, max: 2147483647 }),
        fc.boolean(),
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.array(fc.option(clean), { maxLength: 3 }),
        async (...values) => {
          const all = [...values, JSON.stringify(values[4])];
          const given = await client.query(ECHO.text, all);
          const inlined = await client.query(inline(ECHO, all));
          expect(inlined.rows).toEqual(given.rows);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([[['a\0b']], [[Number.NaN]], [[Number.POSITIVE_INFINITY]], [[]]])('refuses %j', (values) => {
    expect(() => inline({ name: 'x', text: 'SELECT $1' }, values)).toThrow();
  });
});
