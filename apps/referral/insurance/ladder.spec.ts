import fc from 'fast-check';
import { someLadders } from '../../../test/referral/a-network.js';
import { billOf } from './bill.js';
import type { BenefitLadder } from './ladder.entity.js';
import { coversCounty, type LadderQuestion, monotoneFaults, rungOf } from './ladder.js';

const QUESTION: LadderQuestion = {
  county: '990101',
  scheme: 'resident',
  tier: 3,
  inArea: true,
  compliant: true,
  careType: 'inpatient',
  day: '2026-03-06',
};
const [, inpatient] = someLadders() as [BenefitLadder, BenefitLadder];
const edition = (change: Partial<BenefitLadder>): BenefitLadder => ({ ...inpatient, ...change });
const rate = (editions: BenefitLadder[], change: Partial<LadderQuestion> = {}) =>
  rungOf(editions, { ...QUESTION, ...change }, 2000)?.rateBps;

describe('benefit ladder (domain §3.3)', () => {
  it.each([
    [1, 8500, 10_000],
    [2, 8000, 20_000],
    [3, 7500, 50_000],
    [4, 6000, 90_000],
  ] as const)('tier %i of the demo', (tier, rateBps, deductibleFen) => {
    expect(rungOf([inpatient], { ...QUESTION, tier }, 2000)).toMatchObject({ rateBps, deductibleFen });
  });

  it('takes the narrowest region: county, city, province, nation', () => {
    const nation = edition({ region: '000000', rateBps: [9000, 9000, 9000, 9000] });
    const city = edition({ region: '990100', rateBps: [8000, 8000, 8000, 8000] });
    expect(rate([nation, city, inpatient])).toBe(7500);
    expect(rate([nation, city])).toBe(8000);
    expect(rate([nation, city], { county: '990201' })).toBe(9000);
  });

  it('takes the edition in force that day', () => {
    const old = edition({ validTo: '2026-03-06' });
    const next = edition({ version: 2, validFrom: '2026-03-06', rateBps: [8500, 8000, 7000, 6000] });
    expect([rate([old, next], { day: '2026-03-05' }), rate([old, next])]).toEqual([7500, 7000]);
  });

  it('takes 20 points off after a bypass, never below 0', () => {
    expect(rate([inpatient], { compliant: false })).toBe(5500);
    expect(rate([edition({ rateBps: [1500, 1500, 1500, 1500] })], { compliant: false })).toBe(0);
  });

  it('takes an edition of its own for a bypass, which never pays more than a referral', () => {
    const bypass = edition({ compliant: false, rateBps: [9000, 3000, 3000, 3000] });
    expect(rate([inpatient, bypass], { compliant: false })).toBe(3000);
    expect(rate([inpatient, bypass], { compliant: false, tier: 1 })).toBe(8500);
  });

  it('knows nothing of another scheme, care or area', () => {
    expect(rate([inpatient], { inArea: false })).toBeUndefined();
    expect(rate([inpatient], { scheme: 'employee' })).toBeUndefined();
  });

  it('refuses a share that rises with the tier, naming the tier', () => {
    expect(monotoneFaults([8500, 8000, 8001, 6000], 'rateBps')).toMatchObject([
      { field: 'rateBps.2', code: 'not-monotone' },
    ]);
    expect(monotoneFaults([7000, 7000, 7000, 7000], 'rateBps')).toEqual([]);
  });

  it('a pooling area covers its counties', () => {
    expect(['990101', '990100', '990000', '990102', '990200'].map((area) => coversCounty(area, '990101'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a bill', () => {
  it('rounds half a fen up', () => {
    expect(billOf(1, 0, 5000)).toMatchObject({ reimbursedFen: 1, patientFen: 0 });
    expect(billOf(1, 0, 4999)).toMatchObject({ reimbursedFen: 0, patientFen: 1 });
  });

  it('always adds up to the cost, in whole fen, and agrees with exact arithmetic', () => {
    const money = fc.integer({ min: 0, max: 100_000_000_000 });
    fc.assert(
      fc.property(
        money,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (cost, pay, bps) => {
          const bill = billOf(cost, pay, bps);
          const exact = (BigInt(cost - Math.min(cost, pay)) * BigInt(bps) + 5000n) / 10_000n;
          expect(BigInt(bill.reimbursedFen)).toBe(exact);
          expect(bill.reimbursedFen + bill.patientFen).toBe(cost);
        },
      ),
    );
  });
});
