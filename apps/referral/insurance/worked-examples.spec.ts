import { agreement, aNetwork, institution } from '../../../test/referral/a-network.js';
import type { Agreement } from '../network/agreement.entity.js';
import type { Tier } from '../network/tiers.js';
import { type BenefitQuestion, benefitOf } from './benefit.js';
import { billOf } from './bill.js';
import type { PaidStay } from './deductible.js';

/** Domain §3.3, one spec for each worked example; demo values: 100/200/500/900 yuan, 85/80/75/60 %. */

const YUAN = 100;
const COUNTY_STAY = at('2026-03-10');
const PLACES: Record<string, Tier> = { T01: 2, H01: 3, H09: 3, C01: 4 };

function at(date: string): string {
  return new Date(`${date}T09:00:00+08:00`).toISOString();
}

function stay(institution: string, from: string, to: string, paidYuan: number | null): PaidStay {
  const deductiblePaidFen = paidYuan === null ? null : paidYuan * YUAN;
  return { institution, admittedAt: at(from), dischargedAt: at(to), deductiblePaidFen };
}

const TOWNSHIP = stay('T01', '2026-03-01', '2026-03-09', 200);

/** A referred, compliant admission of a resident under contract. */
function admission(institution: string, stays: PaidStay[], change: Partial<BenefitQuestion> = {}): BenefitQuestion {
  return {
    coverage: { scheme: 'resident', poolingArea: '990101', aidCategory: null },
    careType: 'inpatient',
    stays,
    startsAt: COUNTY_STAY,
    to: { county: '990101', institution, tier: PLACES[institution] ?? 3 },
    direction: 'up',
    deptCode: '03.04',
    penalty: false,
    ...change,
  };
}

/** The county hospital and the city hospital refer to one another under an agreement. */
const NETWORK = aNetwork({ agreements: [agreement('H01', 'C01'), agreement('T01', 'C01')] as Agreement[] });
const preview = (question: BenefitQuestion) => benefitOf(NETWORK, question);
const paysYuan = (question: BenefitQuestion) => (preview(question).payNowFen ?? Number.NaN) / YUAN;

describe('continuous deductible (domain §3.3)', () => {
  it('a township stay is paid with 200, then up to the county after one day with 300', () => {
    expect(paysYuan(admission('T01', [], { direction: null }))).toBe(200);
    expect(preview(admission('H01', [TOWNSHIP]))).toMatchObject({
      payNowFen: 300 * YUAN,
      alreadyPaidFen: 200 * YUAN,
      deductibleContinuous: true,
    });
  });

  it('then down to the township with nothing', () => {
    const stays = [TOWNSHIP, stay('H01', '2026-03-10', '2026-03-20', 300)];
    expect(paysYuan(admission('T01', stays, { direction: 'down', startsAt: at('2026-03-21') }))).toBe(0);
  });

  it('the chain 200 → 500 → 900 pays 200, 300, 400 (900 in all), then down 0', () => {
    const second = [TOWNSHIP];
    const third = [...second, stay('H01', '2026-03-10', '2026-03-20', 300)];
    const back = [...third, stay('C01', '2026-03-21', '2026-04-01', 400)];
    const paid = [
      paysYuan(admission('T01', [], { direction: null })),
      paysYuan(admission('H01', second)),
      paysYuan(admission('C01', third, { startsAt: at('2026-03-21') })),
      paysYuan(admission('T01', back, { direction: 'down', startsAt: at('2026-04-02') })),
    ];
    expect(paid).toEqual([200, 300, 400, 0]);
  });

  it('a township cost of only 150 leaves 350 for the county', () => {
    const { deductibleFen } = billOf(150 * YUAN, 200 * YUAN, 8000);
    expect(deductibleFen).toBe(150 * YUAN);
    expect(paysYuan(admission('H01', [{ ...TOWNSHIP, deductiblePaidFen: deductibleFen }]))).toBe(350);
  });

  it('a gap of three days is still linked, one of four days pays 500 in full', () => {
    const resumed = (date: string) => preview(admission('H01', [TOWNSHIP], { startsAt: at(date) }));
    expect(resumed('2026-03-12')).toMatchObject({ payNowFen: 300 * YUAN, deductibleContinuous: true });
    expect(resumed('2026-03-13')).toMatchObject({
      payNowFen: 500 * YUAN,
      deductibleContinuous: false,
      reasons: ['gap-too-long'],
    });
  });

  it.each<[string, Partial<BenefitQuestion>, string]>([
    ['not linked by a referral', { direction: null }, 'no-referral'],
    ['not compliant', { penalty: true }, 'not-compliant'],
    ['of no earlier stay in the episode', { stays: [] }, 'no-earlier-stay-in-the-episode'],
  ])('a stay that is %s pays 500 in full', (_, change, reason) => {
    const benefit = preview(admission('H01', [TOWNSHIP], change));
    expect(benefit).toMatchObject({ payNowFen: 500 * YUAN, deductibleContinuous: false });
    expect(benefit.reasons).toContain(reason);
  });

  it('a hospital outside the consortium pays in full', () => {
    expect(preview(admission('H09', [TOWNSHIP])).reasons).toEqual(['other-consortium']);
  });

  it('a lateral stay pays the rest only', () => {
    const stays = [stay('H01', '2026-03-01', '2026-03-09', 350)];
    expect(paysYuan(admission('H01', stays, { direction: 'lateral' }))).toBe(150);
  });

  it('more than the deductible was paid before: nothing is given back', () => {
    const stays = [TOWNSHIP, stay('C01', '2026-03-02', '2026-03-09', 700)];
    expect(paysYuan(admission('H01', stays))).toBe(0);
  });

  it('says so where nobody told what was paid, and takes nothing for granted', () => {
    const benefit = preview(admission('H01', [{ ...TOWNSHIP, deductiblePaidFen: null }]));
    expect(benefit).toMatchObject({ payNowFen: 500 * YUAN, unknown: ['deductible-paid'] });
  });
});

describe('the bill of a county stay of 6 000 yuan (domain §3.3)', () => {
  const billFor = (change: Partial<BenefitQuestion>) => {
    const { payNowFen = 0, rateBps = 0 } = preview(admission('H01', [TOWNSHIP], change));
    return billOf(6000 * YUAN, payNowFen, rateBps);
  };

  it('compliant, 200 paid before: 4 275 are reimbursed, the patient bears 1 725', () => {
    expect(billFor({})).toMatchObject({ reimbursedFen: 4275 * YUAN, patientFen: 1725 * YUAN });
  });

  it('after a bypass: 3 025 are reimbursed, the patient bears 2 975', () => {
    expect(billFor({ penalty: true, direction: null })).toMatchObject({
      reimbursedFen: 3025 * YUAN,
      patientFen: 2975 * YUAN,
    });
  });

  it('says beside the bypass what a referral would have meant', () => {
    const benefit = preview(admission('H01', [TOWNSHIP], { penalty: true, direction: null }));
    expect(benefit).toMatchObject({ rateBps: 5500, ifCompliant: { rateBps: 7500, payNowFen: 300 * YUAN } });
  });
});

describe('what the preview does not know', () => {
  it('coverage: no figure is guessed', () => {
    const benefit = preview(admission('H01', [], { coverage: null }));
    expect(benefit.unknown).toEqual(['coverage']);
    expect(benefit).not.toHaveProperty('rateBps');
  });

  it('the ladder of another fund', () => {
    const coverage = { scheme: 'employee', poolingArea: '990101', aidCategory: null } as const;
    expect(preview(admission('H01', [], { coverage })).unknown).toEqual(['benefit-ladder']);
  });
});

describe('deposit', () => {
  it.each([
    ['minimum-living', true],
    ['extreme-poverty', true],
    ['severe-disabled', false],
    [null, false],
  ] as const)('of %s is waived: %s', (aidCategory, waived) => {
    const coverage = { scheme: 'resident', poolingArea: '990101', aidCategory } as const;
    expect(preview(admission('H01', [], { coverage })).depositWaived).toBe(waived);
  });
});

describe('an institution at which the insurance does not pay', () => {
  const H01 = institution('H01', 'county-hospital', 3);
  const previewAt = (change: object) =>
    benefitOf(aNetwork({ institutions: [{ ...H01, ...change }] }), admission('H01', []));

  it('says so instead of a share', () => {
    const benefit = previewAt({ insuredTo: '2026-03-10' });
    expect(benefit).toMatchObject({ rateBps: 0, reasons: ['not-designated'], unknown: [] });
    expect(benefit).not.toHaveProperty('payNowFen');
    expect(previewAt({ insuredTo: '2026-03-11' }).rateBps).toBe(7500);
  });

  it('is not assumed where nobody has recorded it', () => {
    expect(previewAt({ insuredFrom: null })).toMatchObject({ rateBps: 7500, unknown: ['designation'] });
  });
});
