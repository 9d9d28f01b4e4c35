import fc from 'fast-check';
import { type RouteCandidate, type RouteRequest, rank } from './routing.js';

const DEPARTMENT = { pools: ['expert-slot', 'exam'] as const, examItems: ['echo'], bedClasses: ['general'] };

const candidate = (institution: string, change: Partial<RouteCandidate> = {}): RouteCandidate => ({
  county: '990101',
  institution,
  name: institution,
  type: 'county-hospital',
  tier: 3,
  rank: 30,
  licensed: true,
  online: true,
  department: DEPARTMENT,
  treats: true,
  critical: [],
  emergency: false,
  pair: 'consortium',
  reserve: true,
  travelMinutes: 40,
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

const order = (candidates: RouteCandidate[], request = UP) =>
  rank(candidates, request).ranked.map((one) => one.institution);
const excluded = (candidates: RouteCandidate[], request = UP) =>
  rank(candidates, request).excluded.map(({ institution, reason }) => `${institution} ${reason}`);

describe('ranking of an up-referral (domain §8.1)', () => {
  it('prefers the own consortium to an agreement, however far', () => {
    const far = candidate('H01', { travelMinutes: 90 });
    const near = candidate('H02', { pair: 'agreement', travelMinutes: 10 });
    expect(order([near, far])).toEqual(['H01', 'H02']);
  });

  it('prefers the shorter way among equals, and an unknown way comes last', () => {
    const unknown = candidate('H01', { travelMinutes: null });
    expect(order([unknown, candidate('H02', { travelMinutes: 50 }), candidate('H03', { travelMinutes: 35 })])).toEqual([
      'H03',
      'H02',
      'H01',
    ]);
  });

  it('breaks a tie by the lower code', () => {
    expect(order([candidate('H02'), candidate('H01')])).toEqual(['H01', 'H02']);
  });

  it('stops at the lowest capable step: the sub-centre before the county hospital', () => {
    const subcentre = candidate('S01', { tier: 2, rank: 25, travelMinutes: 70 });
    expect(order([candidate('H01', { travelMinutes: 20 }), subcentre])).toEqual(['S01']);
    expect(excluded([candidate('H01'), subcentre])).toEqual(['H01 lower-tier-is-capable']);
  });

  it('goes on to the county hospital where the sub-centre lacks the supply', () => {
    const subcentre = candidate('S01', { tier: 2, rank: 25, department: { ...DEPARTMENT, pools: ['exam'] } });
    expect(order([candidate('H01'), subcentre])).toEqual(['H01']);
    expect(excluded([candidate('H01'), subcentre])).toEqual(['S01 no-such-supply']);
  });

  it.each([
    ['sender', candidate('T01')],
    ['not-licensed', candidate('H09', { licensed: false })],
    ['offline', candidate('H09', { online: false })],
    ['wrong-direction', candidate('H09', { rank: 20 })],
    ['not-in-network', candidate('H09', { pair: 'none' })],
  ])('leaves out with the reason %s', (reason, one) => {
    expect(rank([one], UP).excluded.map((row) => row.reason)).toEqual([reason]);
  });

  it('asks for the exam item and the bed class', () => {
    expect(excluded([candidate('H01')], { ...UP, pool: 'exam', examItem: 'mri' })).toEqual(['H01 no-exam-item']);
    expect(excluded([candidate('H01')], { ...UP, pool: undefined, bedClass: 'icu' })).toEqual(['H01 no-bed-class']);
  });

  it('says what put a candidate before the next one', () => {
    const { ranked } = rank([candidate('H01'), candidate('H02', { pair: 'agreement' })], UP);
    expect(ranked[0]).toMatchObject({
      position: 1,
      reasons: ['capable', 'lowest-capable-step', 'pair-consortium', 'before-next-by-pair'],
      criteria: { capability: 'capable', pair: 'consortium', earliest: null, travelMinutes: 40, load: null },
    });
    expect(ranked[1]?.reasons).toEqual(['capable', 'lowest-capable-step', 'pair-agreement']);
  });

  it('gives the same order for the same input in any sequence', () => {
    const some = fc.array(
      fc.record({
        code: fc.integer({ min: 1, max: 40 }),
        pair: fc.constantFrom('consortium' as const, 'agreement' as const, 'none' as const),
        minutes: fc.option(fc.integer({ min: 1, max: 5 })),
      }),
    );
    const property = fc.property(some, (rows) => {
      const unique = [...new Map(rows.map((row) => [row.code, row])).values()];
      const candidates = unique.map(({ code, pair, minutes }) =>
        candidate(`H${code}`, { pair, travelMinutes: minutes }),
      );
      expect(order([...candidates].reverse())).toEqual(order(candidates));
    });
    fc.assert(property);
  });
});

describe('ranking of an emergency (domain §8.1)', () => {
  it('goes by travel alone, over tiers and consortia', () => {
    const near = candidate('H03', { pair: 'none', tier: 4, rank: 40, travelMinutes: 12 });
    expect(order([candidate('H01', { travelMinutes: 30 }), near], { ...UP, urgencyClass: 'U1' })).toEqual([
      'H03',
      'H01',
    ]);
  });
});

describe('ranking of a down-referral (domain §8.1)', () => {
  const DOWN: RouteRequest = {
    direction: 'down',
    urgencyClass: 'U4',
    deptCode: '02',
    from: { county: '990101', institution: 'H01', tier: 3, rank: 30 },
    teamInstitution: 'T02',
    homeInstitution: 'T01',
  };
  const township = (code: string, travelMinutes: number) => candidate(code, { tier: 2, rank: 20, travelMinutes });

  it('puts the contracted team before the home township, however far', () => {
    const { ranked } = rank([township('T01', 10), township('T02', 60)], DOWN);
    expect(ranked.map((one) => one.institution)).toEqual(['T02', 'T01']);
    expect(ranked[0]?.reasons).toEqual(['capable', 'contracted-team', 'pair-consortium', 'before-next-by-home']);
    expect(ranked[1]?.reasons).toEqual(['capable', 'home-township', 'pair-consortium']);
  });

  it('does not go up', () => {
    expect(excluded([candidate('T02', { rank: 40 })], DOWN)).toEqual(['T02 wrong-direction']);
  });
});
