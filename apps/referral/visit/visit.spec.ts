import type { Problem } from '#service/problem/problem.js';
import type { Benefit } from '../insurance/benefit.js';
import type { Encounter } from './encounter.entity.js';
import type { Discharge } from './visit.dto.js';
import { dischargeOf, type VisitFacts, visitFaults } from './visit.js';

const NOW = new Date('2026-03-06T08:30:00+08:00');
const ANGINA = { system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };
const VISIT: VisitFacts = { patientId: 'li', visitedAt: '2026-03-06T08:20:00+08:00', diagnoses: [ANGINA] };

const faultsOf = (change: Partial<VisitFacts>) =>
  visitFaults({ ...VISIT, ...change }, NOW).map(({ field, code }) => `${field} ${code}`);

describe('a visit', () => {
  it('with a coded diagnosis is in order', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it('is of somebody: an id or a document', () => {
    expect(faultsOf({ patientId: undefined })).toEqual(['patientId required']);
    expect(faultsOf({ patientId: undefined, document: {} })).toEqual([]);
  });

  it('cannot lie in the future', () => {
    expect(faultsOf({ visitedAt: '2026-03-06T08:30:01+08:00' })).toEqual(['visitedAt future']);
  });

  it('cannot lie before the first rule, as a wrong century does', () => {
    expect(faultsOf({ visitedAt: '1890-03-06T08:30:00+08:00' })).toEqual(['visitedAt too-early']);
    expect(faultsOf({ visitedAt: '2020-01-01T00:00:00+08:00' })).toEqual([]);
  });

  it('names each wrong code', () => {
    const diagnoses = [ANGINA, { ...ANGINA, code: 'X', rank: 2 }, { ...ANGINA, code: 'I20.7', rank: 3 }];
    expect(faultsOf({ diagnoses })).toEqual(['diagnoses.1.code format', 'diagnoses.2.code unknown-code']);
  });

  it('may carry a TCM diagnosis of another table', () => {
    expect(
      faultsOf({ diagnoses: [ANGINA, { system: 'tcm', version: '1', code: 'BNX010', name: '胸痹', rank: 2 }] }),
    ).toEqual([]);
  });

  it('has exactly one leading diagnosis', () => {
    expect(faultsOf({ diagnoses: [ANGINA, ANGINA] })).toEqual(['diagnoses one-leading']);
    expect(faultsOf({ diagnoses: [{ ...ANGINA, rank: 2 }] })).toEqual(['diagnoses one-leading']);
  });

  it('has a systolic pressure above the diastolic', () => {
    expect(faultsOf({ vitals: { sbp: 90, dbp: 90, at: '2026-03-06T08:20:00+08:00' } })).toEqual([
      'vitals.sbp not-above-dbp',
    ]);
  });
});

describe('a discharge', () => {
  const benefit = { payNowFen: 20_000 } as Benefit;
  const STAY = {
    careType: 'inpatient',
    version: 1,
    visitedAt: new Date('2026-03-01T08:00:00+08:00'),
    dischargedAt: null,
    verdict: { benefit },
  } as Encounter;
  const refusalOf = (form: Discharge, stay: Partial<Encounter> = {}) => {
    try {
      dischargeOf({ ...STAY, ...stay }, form, NOW);
    } catch (error) {
      const { status, code, errors = [] } = error as Problem;
      return [status, code, ...errors.map((one) => `${one.field} ${one.code}`)];
    }
    throw new Error('nothing was refused');
  };

  it.each([
    ['a cost above the deductible uses all of it up', 600_000, 20_000],
    ['a cost below it only so much', 15_000, 15_000],
    ['an unknown cost leaves it unknown', undefined, null],
  ])('%s', (_, eligibleCostFen, deductiblePaidFen) => {
    const ended = dischargeOf(STAY, eligibleCostFen === undefined ? {} : { eligibleCostFen }, NOW);
    expect(ended).toMatchObject({ dischargedAt: NOW, deductiblePaidFen, version: 2 });
  });

  it('keeps what was really paid', () => {
    const told = { eligibleCostFen: 600_000, deductiblePaidFen: 5_000 };
    expect(dischargeOf(STAY, told, NOW).deductiblePaidFen).toBe(5_000);
  });

  it.each<[string, Discharge, Partial<Encounter>, unknown[]]>([
    ['what is no stay', {}, { careType: 'outpatient' }, [409, 'NOT_A_STAY']],
    ['a stay twice', {}, { dischargedAt: NOW }, [409, 'ALREADY_DISCHARGED']],
    ['a day that lies ahead', { at: '2026-03-07T08:00:00+08:00' }, {}, [422, 'RULES_BROKEN', 'at future']],
    ['an end before the begin', { at: '2026-02-28T08:00:00+08:00' }, {}, [422, 'RULES_BROKEN', 'at order']],
    ['an operation before the stay', { operatedOn: '2026-02-28' }, {}, [422, 'RULES_BROKEN', 'operatedOn order']],
    ['half a fen', { eligibleCostFen: 1.5 }, {}, [422, 'RULES_BROKEN', 'eligibleCostFen integer']],
    [
      'more paid than it cost',
      { eligibleCostFen: 1, deductiblePaidFen: 2 },
      {},
      [422, 'RULES_BROKEN', 'deductiblePaidFen above-cost'],
    ],
  ])('refuses %s', (_, form, stay, expected) => {
    expect(refusalOf(form, stay)).toEqual(expected);
  });
});
