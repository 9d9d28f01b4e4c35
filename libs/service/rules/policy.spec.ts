import fc from 'fast-check';
import { type Bound, effective, type PolicyRow, SCOPE_KINDS, type ScopeKind } from './policy.js';
import { Rules } from './rules.js';

const PLACE = { county: '990101', consortium: 'one', institution: '990101H01' };
const CODES = { nation: '', province: '99', county: '990101', consortium: 'one', institution: '990101H01' };
const DAY = '2026-03-06';

const row = (scopeKind: ScopeKind, value: number, more: Partial<PolicyRow> = {}): PolicyRow => ({
  scopeKind,
  scopeCode: CODES[scopeKind],
  key: 'reserve.ratioBps.exam',
  version: 1,
  value,
  bound: null,
  validFrom: '2020-01-01',
  validTo: null,
  approvedBy: 'test',
  source: 'test',
  ...more,
});

const found = (...rows: PolicyRow[]) => effective(rows, 'reserve.ratioBps.exam', PLACE, DAY)?.value;

describe('effective policy', () => {
  it('is the narrowest row that covers the place', () => {
    expect(found(row('nation', 1), row('institution', 5), row('county', 3))).toBe(5);
    expect(found(row('nation', 1), row('county', 3, { scopeCode: '990102' }))).toBe(1);
    expect(found(row('province', 2, { scopeCode: '98' }))).toBeUndefined();
  });

  it('heeds the days from and to which a row holds', () => {
    expect(found(row('nation', 1), row('county', 3, { validFrom: '2026-03-07' }))).toBe(1);
    expect(found(row('nation', 1), row('county', 3, { validTo: DAY }))).toBe(1);
    expect(found(row('nation', 1), row('county', 3, { validFrom: DAY, validTo: '2026-03-07' }))).toBe(3);
  });

  it('takes the latest version within a scope, in whatever order the rows come', () => {
    expect(found(row('county', 9, { version: 10 }), row('county', 2, { version: 2 }))).toBe(9);
  });

  it.each<[Bound, number, number]>([
    ['at-least', 1500, 2000],
    ['at-least', 2500, 2500],
    ['at-most', 2500, 2000],
    ['at-most', 1500, 1500],
    ['fixed', 2500, 2000],
  ])('of a bound %s 2000 of the nation, a county’s %i makes %i', (bound, county, expected) => {
    expect(found(row('nation', 2000, { bound }), row('county', county))).toBe(expected);
  });

  it('names the row that decided: the bound where it cut something off', () => {
    const floor = row('nation', 2000, { bound: 'at-least' });
    const decided = effective([row('county', 1500), floor], floor.key, PLACE, DAY);
    expect(decided?.decidedBy).toBe(floor);
  });

  it('holds the tightest bound on the way down, whatever the rows between say', () => {
    const rows = fc.array(
      fc.record({ kind: fc.constantFrom(...SCOPE_KINDS), value: fc.integer({ min: 0, max: 10_000 }) }),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const floors = given.map(({ kind, value }, i) => row(kind, value, { version: i + 1, bound: 'at-least' }));
        const value = found(row('nation', 2000, { version: 1000, bound: 'at-least' }), ...floors);
        expect(value).toBeGreaterThanOrEqual(2000);
      }),
    );
  });
});

describe('Rules', () => {
  const rules = new Rules([
    { ...row('nation', 2), key: 'count' },
    { ...row('nation', 0), key: 'flag', value: true },
    { ...row('nation', 0), key: 'time', value: '4wh' },
  ]);

  it('reads integers, flags and durations', () => {
    expect(rules.number('count', PLACE, DAY)).toBe(2);
    expect(rules.flag('flag', PLACE, DAY)).toBe(true);
    expect(rules.duration('time', PLACE, DAY)).toEqual({ amount: 4, unit: 'working-hours' });
  });

  it.each(['number', 'flag', 'duration'] as const)('throws where the %s is missing or of another kind', (read) => {
    expect(() => rules[read]('unknown', PLACE, DAY)).toThrow(/Rule unknown is/);
    expect(() => rules[read](read === 'number' ? 'flag' : 'count', PLACE, DAY)).toThrow(/Rule/);
  });

  it('has a version that changes with any row', () => {
    expect(rules.version).toMatch(/^2020-01-01\.[0-9a-f]{8}$/);
    expect(new Rules(rules.rows.slice(1)).version).not.toBe(rules.version);
    expect(new Rules([...rules.rows].reverse()).version).toBe(rules.version);
  });
});
