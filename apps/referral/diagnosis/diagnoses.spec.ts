import { findDiagnoses } from './diagnoses.js';
import { ICD10_SAMPLE } from './icd10.sample.js';

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
