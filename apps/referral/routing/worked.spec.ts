import fc from 'fast-check';
import { type CandidateSupply, type RouteCandidate, type RoutePair, type RouteRequest, rank } from './routing.js';

/** One spec for each sentence of domain §8.1. Times are local, of days in March 2026. */

const at = (local: string) => new Date(`2026-03-${local}:00+08:00`).toISOString();

const left = (earliest: string | null, change: Partial<CandidateSupply> = {}): CandidateSupply => ({
  toldAt: at('06T08:00'),
  earliest: earliest && at(earliest),
  protected: 2,
  open: 8,
  units: 20,
  ...change,
});

const one = (institution: string, change: Partial<RouteCandidate> = {}): RouteCandidate => ({
  county: '990101',
  institution,
  name: institution,
  type: 'county-hospital',
  tier: 3,
  rank: 30,
  licensed: true,
  online: true,
  department: { pools: ['expert-slot'], examItems: [], bedClasses: [] },
  treats: true,
  critical: [],
  emergency: false,
  pair: 'consortium',
  reserve: true,
  travelMinutes: 30,
  supply: null,
  ...change,
});

const UP: RouteRequest = {
  direction: 'up',
  urgencyClass: 'U3',
  deptCode: '03.04',
  pool: 'expert-slot',
  from: { county: '990101', institution: 'T01', tier: 2, rank: 20 },
};

const order = (candidates: RouteCandidate[], change: Partial<RouteRequest> = {}) =>
  rank(candidates, { ...UP, ...change }).ranked.map(({ institution }) => institution);
const excluded = (candidates: RouteCandidate[], change: Partial<RouteRequest> = {}) =>
  rank(candidates, { ...UP, ...change }).excluded.map(({ institution, reason }) => `${institution} ${reason}`);

describe('(1) capability is a hard filter', () => {
  it.each([
    ['no-department', { department: null }],
    ['diagnosis-not-treated', { treats: false }],
    ['not-licensed', { licensed: false }],
    ['offline', { online: false }],
  ] as const)('%s', (reason, change) => {
    expect(excluded([one('H01', change)])).toEqual([`H01 ${reason}`]);
  });
});

describe('(2) and (3) county consortium, city group, agreement', () => {
  it('come in this order, however early another one has a unit', () => {
    const candidates = [
      one('H01', { pair: 'agreement', supply: left('06T10:00') }),
      one('H02', { pair: 'city-group', supply: left('07T10:00') }),
      one('H03', { pair: 'consortium', supply: left('09T10:00') }),
    ];
    expect(order(candidates)).toEqual(['H03', 'H02', 'H01']);
  });
});

describe('(4) earliest feasible time', () => {
  const morning = one('H01', { travelMinutes: 50, supply: left('07T08:10') });
  const noon = one('H02', { travelMinutes: 20, supply: left('07T11:00') });

  it('U3 and U4 compare by day: on the same day the nearer one comes first', () => {
    expect(order([morning, noon])).toEqual(['H02', 'H01']);
    expect(order([morning, noon], { urgencyClass: 'U4' })).toEqual(['H02', 'H01']);
  });

  it('U2 compares by half hour', () => {
    expect(order([morning, noon], { urgencyClass: 'U2' })).toEqual(['H01', 'H02']);
    const same = one('H02', { travelMinutes: 20, supply: left('07T08:29') });
    expect(order([morning, same], { urgencyClass: 'U2' })).toEqual(['H02', 'H01']);
  });

  it('a day begins at midnight in China', () => {
    const late = one('H01', { travelMinutes: 50, supply: left('06T23:59') });
    const early = one('H02', { travelMinutes: 20, supply: left('07T00:00') });
    expect(order([late, early])).toEqual(['H01', 'H02']);
  });

  it('whoever has none comes last, and between them those of whom nothing is known: nobody is left out by that', () => {
    const none = one('H01', { travelMinutes: 5, supply: left(null) });
    const unknown = one('H02', { travelMinutes: 10 });
    const some = one('H03', { travelMinutes: 60, supply: left('09T08:00') });
    expect(order([none, unknown, some])).toEqual(['H03', 'H02', 'H01']);
  });
});

describe('(5) travel, (6) load, then the code', () => {
  it('travel before load, load before code', () => {
    const idle = left('07T08:00', { open: 16, protected: 4 });
    const busy = left('07T08:00', { open: 1, protected: 0 });
    expect(order([one('H01', { travelMinutes: 40, supply: idle }), one('H02', { supply: busy })])).toEqual([
      'H02',
      'H01',
    ]);
    expect(order([one('H01', { supply: busy }), one('H02', { supply: idle })])).toEqual(['H02', 'H01']);
    expect(order([one('H02', { supply: idle }), one('H01', { supply: idle })])).toEqual(['H01', 'H02']);
  });

  it('says the load in basis points, and what is farther than advised, without leaving it out', () => {
    const city = one('C01', {
      tier: 4,
      rank: 40,
      travelMinutes: 61,
      supply: left('07T08:00', { open: 4, protected: 1 }),
    });
    const request = { maySkip: true, advisedMinutes: { primary: 15, tertiary: 60 } };
    const [ranked] = rank([city], { ...UP, ...request }).ranked;
    expect(ranked?.criteria.load).toBe(7500);
    expect(ranked?.reasons).toContain('farther-than-advised');
  });
});

describe('up: the lowest capable tier above the sender', () => {
  const subcentre = one('S01', { type: 'county-subcentre', tier: 2, rank: 25, supply: left('12T08:00') });
  const county = one('H01', { supply: left('06T10:00') });
  const city = one('C01', { tier: 4, rank: 40, pair: 'agreement' });

  it('the sub-centre before the county hospital, and the county hospital before the city', () => {
    expect(order([city, county, subcentre])).toEqual(['S01']);
    expect(order([city, county])).toEqual(['H01']);
  });

  it('a tier is passed over only with a reason, and then step by step', () => {
    expect(order([city])).toEqual([]);
    expect(excluded([city])).toEqual(['C01 tier-skipped']);
    expect(order([city, county, subcentre], { maySkip: true })).toEqual(['S01', 'H01', 'C01']);
  });

  it('from the county hospital the city group that holds it comes first', () => {
    const from = { county: '990101', institution: 'H01', tier: 3, rank: 30 } as const;
    const ours = one('C02', { tier: 4, rank: 40, pair: 'city-group', travelMinutes: 90 });
    expect(order([city, ours], { from })).toEqual(['C02', 'C01']);
  });

  it('outside of the network only U2, or by the patient’s wish, and never before the network', () => {
    const abroad = one('B01', { pair: 'none', travelMinutes: 5 });
    expect(excluded([abroad, county])).toEqual(['B01 not-in-network']);
    expect(order([abroad, county], { urgencyClass: 'U2' })).toEqual(['H01', 'B01']);
    expect(order([abroad, county], { anyPair: true })).toEqual(['H01', 'B01']);
  });
});

describe('U1: critical centre, else emergency department, by travel minutes only', () => {
  const far = one('H01', { critical: ['stroke'], travelMinutes: 50, pair: 'none', county: '990102' });
  const near = one('H02', { emergency: true, travelMinutes: 10, department: null });
  const nearest = one('H03', { department: null, travelMinutes: 2 });

  it('the matching centre, also in another county', () => {
    const candidates = [nearest, near, far];
    expect(order(candidates, { urgencyClass: 'U1', criticalCentre: 'stroke' })).toEqual(['H01', 'H02', 'H03']);
    const [first] = rank(candidates, { ...UP, urgencyClass: 'U1', criticalCentre: 'stroke' }).ranked;
    expect(first?.reasons).toEqual(['critical-centre', 'pair-none', 'before-next-by-centre']);
  });

  it('without a known centre the nearest emergency department; a hospital without one is better than none', () => {
    expect(order([nearest, near], { urgencyClass: 'U1' })).toEqual(['H02', 'H03']);
    expect(order([nearest], { urgencyClass: 'U1' })).toEqual(['H03']);
  });
});

describe('down: contracted team, home township, then what the care needs', () => {
  const place = (institution: string, type = 'township-health-centre') => one(institution, { type, tier: 2, rank: 20 });
  const DOWN: Partial<RouteRequest> = {
    direction: 'down',
    pool: undefined,
    from: { county: '990101', institution: 'H01', tier: 3, rank: 30 },
    teamInstitution: 'T02',
    homeInstitution: 'T01',
  };

  it('in this order, and nobody else', () => {
    const candidates = [
      place('N01', 'nursing-institution'),
      place('R01', 'rehab-institution'),
      place('T01'),
      place('T02'),
      place('T03'),
    ];
    expect(order(candidates, { ...DOWN, careNeeds: ['rehab-bed'] })).toEqual(['T02', 'T01', 'R01']);
    expect(excluded(candidates, DOWN)).toEqual([
      'N01 not-the-way-home',
      'R01 not-the-way-home',
      'T03 not-the-way-home',
    ]);
  });
});

describe('the order', () => {
  const pairs: RoutePair[] = ['consortium', 'city-group', 'agreement', 'none'];
  const supplies = fc.option(
    fc.record({
      earliest: fc.option(fc.constantFrom('06T08:00', '06T08:20', '06T20:00', '07T08:00')),
      open: fc.integer({ min: 0, max: 18 }),
    }),
  );
  const candidates = fc.uniqueArray(
    fc.record({
      code: fc.integer({ min: 1, max: 30 }),
      pair: fc.constantFrom(...pairs),
      rank: fc.constantFrom(20, 25, 30, 40),
      travelMinutes: fc.option(fc.integer({ min: 1, max: 4 })),
      supply: supplies,
      critical: fc.constantFrom(['stroke'], []),
    }),
    { selector: ({ code }) => code, maxLength: 12 },
  );
  const requests = fc.record({
    urgencyClass: fc.constantFrom('U1' as const, 'U2' as const, 'U3' as const, 'U4' as const),
    direction: fc.constantFrom('up' as const, 'lateral' as const),
    maySkip: fc.boolean(),
    anyPair: fc.boolean(),
    criticalCentre: fc.constantFrom('stroke', undefined),
  });
  const made = (rows: ReturnType<typeof candidates.generate>['value']) =>
    rows.map(({ code, supply, ...row }) =>
      one(`H${String(code).padStart(2, '0')}`, {
        ...row,
        tier: row.rank === 40 ? 4 : row.rank === 30 ? 3 : 2,
        supply: supply && left(supply.earliest, { open: supply.open }),
      }),
    );

  it('does not depend on the order of what is given, holds everybody once, and comes out again of what was kept', () => {
    fc.assert(
      fc.property(candidates, requests, fc.integer(), (rows, request, turn) => {
        const given = made(rows);
        const cut = given.length === 0 ? 0 : Math.abs(turn) % given.length;
        const turned = [...given.slice(cut), ...given.slice(0, cut)].reverse();
        const ranking = rank(given, { ...UP, ...request });
        expect(rank(turned, { ...UP, ...request })).toEqual(ranking);
        const kept = JSON.parse(JSON.stringify({ given, request: { ...UP, ...request } }));
        expect(rank(kept.given, kept.request)).toEqual(ranking);
        const named = [...ranking.ranked, ...ranking.excluded].map(({ institution }) => institution).sort();
        expect(named).toEqual(given.map(({ institution }) => institution).sort());
      }),
    );
  });

  it('is kept by those who stay when somebody else goes', () => {
    fc.assert(
      fc.property(candidates, requests, fc.nat(), (rows, request, nth) => {
        const given = made(rows);
        // Steps go by who is capable at all: where tiers may be passed over nobody hides another.
        const asked = { ...UP, ...request, maySkip: true };
        const gone = given[nth % Math.max(1, given.length)]?.institution;
        const all = rank(given, asked).ranked.map(({ institution }) => institution);
        const rest = rank(
          given.filter(({ institution }) => institution !== gone),
          asked,
        ).ranked;
        expect(rest.map(({ institution }) => institution)).toEqual(all.filter((code) => code !== gone));
      }),
    );
  });
});
