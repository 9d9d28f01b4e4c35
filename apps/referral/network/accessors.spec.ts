import { Centres } from './centres.js';
import { Hierarchy } from './hierarchy.js';
import { metresBetween } from './location.js';
import { leadWarnings } from './register/lead-warnings.js';

const COUNTY = '990101';
const dated = (validFrom: string, validTo: string | null = null) => ({ county: COUNTY, validFrom, validTo });

describe('the ladder of institutions', () => {
  const hierarchy = new Hierarchy([
    { institution: 'V01', parent: 'T01', ...dated('2025-01-01') },
    { institution: 'T01', parent: 'H01', ...dated('2025-01-01', '2026-04-01') },
    { institution: 'T01', parent: 'H02', ...dated('2026-04-01') },
  ]);

  it('is climbed step by step as it stands on the day', () => {
    expect(hierarchy.chainOf('V01', '2026-03-31')).toEqual(['T01', 'H01']);
    expect(hierarchy.chainOf('V01', '2026-04-01')).toEqual(['T01', 'H02']);
    expect(hierarchy.chainOf('V01', '2024-12-31')).toEqual([]);
  });

  it('names who stands right below', () => {
    expect(hierarchy.childrenOf('H01', '2026-03-31')).toEqual(['T01']);
    expect(hierarchy.childrenOf('H01', '2026-04-01')).toEqual([]);
  });
});

describe('centres', () => {
  const centres = new Centres({
    referralCentres: [{ institution: 'H01', phone: '120', ...dated('2025-01-01', '2026-01-01') }],
    criticalCentres: [
      { institution: 'H01', kind: 'stroke', ...dated('2025-01-01') },
      { institution: 'H02', kind: 'stroke', ...dated('2026-05-01') },
      { institution: 'H01', kind: 'trauma', ...dated('2025-01-01') },
    ],
    sharedCentres: [{ institution: 'H01', consortiumId: 'c', kind: 'imaging', ...dated('2025-01-01') }],
    elderCareLinks: [{ organisation: 'E01', institution: 'T01', ...dated('2025-01-01') }],
  });

  it('are found on the day asked for', () => {
    expect(centres.critical('stroke', '2026-04-30')).toEqual(['H01']);
    expect(centres.critical('stroke', '2026-05-01')).toEqual(['H01', 'H02']);
    expect(centres.criticalOf('H01', '2026-05-01')).toEqual(['stroke', 'trauma']);
    expect(centres.shared('c', 'imaging', '2026-05-01')).toEqual(['H01']);
    expect(centres.shared('c', 'lab', '2026-05-01')).toEqual([]);
    expect(centres.referral('H01', '2025-12-31')?.phone).toBe('120');
    expect(centres.referral('H01', '2026-01-01')).toBeUndefined();
    expect(centres.elderCareOf('T01', '2026-01-01')).toEqual(['E01']);
  });
});

describe('the way as the crow flies', () => {
  const at = (latitudeMicro: number, longitudeMicro: number) => ({ latitudeMicro, longitudeMicro });

  it('is a degree of latitude in metres, and less along a circle of latitude', () => {
    expect(metresBetween(at(30_000_000, 100_000_000), at(31_000_000, 100_000_000))).toBe(111_195);
    expect(metresBetween(at(60_000_000, 100_000_000), at(60_000_000, 101_000_000))).toBe(55_598);
    expect(metresBetween(at(30_000_000, 100_000_000), at(30_000_000, 100_000_000))).toBe(0);
  });
});

describe('the lead of a consortium', () => {
  it('is warned of unless it is of level 2, non-profit, general or of Chinese medicine', () => {
    expect(leadWarnings({ level: 2, type: 'county-hospital', forProfit: false }, 2)).toEqual([]);
    expect(leadWarnings({ level: 3, type: 'county-tcm' }, 2)).toEqual([]);
    expect(leadWarnings({ level: 1, type: 'private-hospital', forProfit: true }, 2)).toEqual([
      'lead-below-level',
      'lead-for-profit',
      'lead-neither-general-nor-tcm',
    ]);
  });
});
