import { findDiagnoses } from './diagnoses.js';
import { ICD10_SAMPLE } from './icd10.sample.js';
import { type VisitFacts, visitFaults } from './visit.js';

const NOW = new Date('2026-03-06T08:30:00+08:00');
const ANGINA = { system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };
const VISIT: VisitFacts = { visitedAt: '2026-03-06T08:20:00+08:00', diagnoses: [ANGINA] };

const faultsOf = (change: Partial<VisitFacts>) =>
  visitFaults({ ...VISIT, ...change }, NOW).map(({ field, code }) => `${field} ${code}`);

describe('a visit', () => {
  it('with a coded diagnosis is in order', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it('cannot lie in the future', () => {
    expect(faultsOf({ visitedAt: '2026-03-06T08:30:01+08:00' })).toEqual(['visitedAt future']);
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

describe('the code table', () => {
  it('is found by code, Chinese and English name', () => {
    expect(findDiagnoses('i20', '').map(({ code }) => code)).toEqual(['I20.0', 'I20.9']);
    expect(findDiagnoses('高血压', '').map(({ code }) => code)).toContain('I10');
    expect(findDiagnoses('angina', '').map(({ code }) => code)).toEqual(['I20.0', 'I20.9']);
  });

  it('continues after a code', () => {
    expect(findDiagnoses('I20', 'I20.0').map(({ code }) => code)).toEqual(['I20.9']);
  });

  it('holds well-formed codes in order, each once', () => {
    const codes = ICD10_SAMPLE.map(([code]) => code);
    expect(codes.filter((code) => !/^[A-Z]\d{2}(\.\w{1,4})?$/.test(code))).toEqual([]);
    expect(codes).toEqual([...new Set(codes)].sort());
  });
});
