import { buildCounties, type County } from './county.js';
import { buildSupply } from './supply.js';

const MONDAY = '2026-11-23';
const SUNDAY = '2026-11-22';

describe('the supply of a day', () => {
  const [a, b] = buildCounties('full') as [County, County];

  it.each([
    ['expert-slot', 591, 50],
    ['exam', 1182, 99],
    ['inpatient-bed', 474, 37],
  ])('has the units of domain §13.2 on a working day: %s', (pool, ofA, ofB) => {
    expect([units(a, MONDAY, pool), units(b, MONDAY, pool)]).toEqual([ofA, ofB]);
  });

  it('leaves clinics closed on a Sunday, but not the wards', () => {
    expect(units(a, SUNDAY, 'expert-slot')).toBe(0);
    expect(units(a, SUNDAY, 'inpatient-bed')).toBe(474);
  });

  it('has no session of fewer than three units, and lets departments take turns where units are few', () => {
    expect(buildSupply(b, MONDAY).every(({ capacity }) => capacity >= 3)).toBe(true);
    expect(groups(b, MONDAY)).not.toEqual(groups(b, '2026-11-24'));
  });

  it('names each session once', () => {
    const ids = [SUNDAY, MONDAY].flatMap((date) => buildSupply(a, date)).map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function units(county: County, date: string, pool: string): number {
  return buildSupply(county, date)
    .filter((session) => session.pool === pool)
    .reduce((sum, { capacity }) => sum + capacity, 0);
}

function groups(county: County, date: string): string[] {
  return buildSupply(county, date)
    .filter(({ pool }) => pool === 'expert-slot')
    .map(({ institution, group }) => institution + group);
}
