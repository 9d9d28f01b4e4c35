import type { PolicyRow } from '#service/rules/policy.js';
import { aNetwork, COUNTY } from '../../../../test/referral/a-network.js';
import { ageInYears, type ExemptionCode, type ExemptionFacts, exemptionOf } from './exemption.js';
import { exemptionRules } from './exemption-rules.js';

/** Friday, 6 March 2026, 10:00 in Shanghai. */
const NOW = new Date('2026-03-06T02:00:00Z');
const HOSPITAL = 'H01';

/** A contracted woman of 67 years from the county, angina, to cardiology. */
const FACTS: ExemptionFacts = {
  county: COUNTY,
  urgencyClass: 'U3',
  careType: 'outpatient',
  birthDate: '1958-06-15',
  sexCode: 2,
  divisionCode: '990101001',
  contractActive: true,
  referredByPrimary: true,
  deptCode: '03.04',
  icd10: 'I20.9',
  coverage: { poolingArea: COUNTY, chronicSpecial: [] },
  discharges: [],
  evidence: {},
  claimed: null,
};

function judged(change: Partial<ExemptionFacts>, institution = HOSPITAL) {
  return exemptionOf({ ...FACTS, ...change }, exemptionRules(county(), institution, NOW));
}

/** The network of the fixtures with a declared flood and one designated hospital. */
function county() {
  const hospitals: PolicyRow = {
    key: 'exemption.severeMental.hospitals',
    value: [HOSPITAL],
    version: 1,
    scopeKind: 'county',
    scopeCode: COUNTY,
    bound: null,
    validFrom: '2025-01-01',
    validTo: null,
    approvedBy: 'test',
    source: 'test',
  };
  const flood = { county: COUNTY, id: 'flood', name: '洪水', nameEn: 'Flood' };
  const declared = { declaredBy: 'test', declaredAt: NOW, validFrom: '2026-03-01', validTo: '2026-04-01' };
  return aNetwork({ massEvents: [{ ...flood, ...declared }] }, [hospitals]);
}

const triage = { urgencyClass: 'U3', by: 'emergency-department', at: '2026-03-06T00:00:00.000Z' } as const;
const discharge = { institution: HOSPITAL, icd10: 'I20.0', on: '2025-12-06' };

describe('exemptions from the first visit (domain §3.1)', () => {
  it('do not touch a contracted adult resident', () => {
    expect(judged({})).toEqual({ code: null, considered: [] });
  });

  it.each<[ExemptionCode, string, Partial<ExemptionFacts>]>([
    ['EX01', 'a signed U2', { urgencyClass: 'U2' }],
    ['EX01', 'a fresh triage record of the emergency department', { urgencyClass: null, evidence: { triage } }],
    [
      'EX01',
      'an ambulance of any class',
      { careType: 'emergency', evidence: { triage: { ...triage, urgencyClass: 'U4', by: 'ambulance' } } },
    ],
    ['EX02', 'a pregnancy with its record', { evidence: { maternal: { gestWeeks: 31 } } }],
    ['EX02', 'the 42nd day after the delivery', { evidence: { maternal: { deliveredOn: '2026-01-23' } } }],
    ['EX03', 'a newborn', { birthDate: '2026-02-20' }],
    ['EX03', 'a child the day before the sixth birthday', { birthDate: '2020-03-07' }],
    ['EX04', 'a revisit on the 90th day after the discharge, same disease', { discharges: [discharge] }],
    [
      'EX05',
      'dialysis that the coverage has approved',
      { icd10: 'N18.9', coverage: { poolingArea: COUNTY, chronicSpecial: ['dialysis'] } },
    ],
    ['EX06', 'tuberculosis with the number of its report', { icd10: 'A15.0', evidence: { infectiousReport: true } }],
    [
      'EX07',
      'schizophrenia in the register, at the designated hospital',
      { icd10: 'F20.9', evidence: { mentalRegister: true } },
    ],
    ['EX08', 'surgery, which no primary institution is licensed for', { deptCode: '04' }],
    ['EX09', 'a resident of another county', { divisionCode: '990102003' }],
    ['EX09', 'a resident whom another county insures', { coverage: { poolingArea: '990102', chronicSpecial: [] } }],
    ['EX10', 'a declared event', { evidence: { massEvent: 'flood' } }],
    ['EX11', 'a patient without family doctor whom a primary doctor refers', { contractActive: false }],
  ])('%s holds for %s', (code, _, change) => {
    expect(judged(change)).toMatchObject({ code, considered: [{ code, holds: true }] });
  });

  it.each<[ExemptionCode, string, Partial<ExemptionFacts>, string]>([
    ['EX01', 'emergency care without a triage record', { urgencyClass: null, careType: 'emergency' }, 'triage-record'],
    [
      'EX01',
      'a triage record of the day before yesterday',
      { urgencyClass: null, evidence: { triage: { ...triage, at: '2026-03-05T01:59:59.000Z' } } },
      'triage-record-too-old',
    ],
    ['EX01', 'a triage record beside a signed U3', { evidence: { triage } }, 'emergency-care'],
    ['EX02', 'a pregnancy without its record', { icd10: 'O14.9' }, 'maternal-record'],
    [
      'EX02',
      'the 43rd day after the delivery',
      { evidence: { maternal: { deliveredOn: '2026-01-22' } } },
      'delivery-too-long-ago',
    ],
    [
      'EX02',
      'the record of a woman with a man',
      { sexCode: 1, evidence: { maternal: { gestWeeks: 31 } } },
      'record-of-a-woman',
    ],
    ['EX03', 'the sixth birthday', { birthDate: '2020-03-06', claimed: 'EX03' }, 'age-below-limit'],
    ['EX04', 'no earlier discharge', { claimed: 'EX04' }, 'earlier-discharge'],
    [
      'EX04',
      'another disease',
      { discharges: [{ ...discharge, icd10: 'K29.7' }], claimed: 'EX04' },
      'earlier-discharge',
    ],
    [
      'EX04',
      'a discharge of another hospital',
      { discharges: [{ ...discharge, institution: 'H02' }] },
      'discharge-of-this-hospital',
    ],
    ['EX04', 'the 91st day', { discharges: [{ ...discharge, on: '2025-12-05' }] }, 'discharge-too-long-ago'],
    ['EX05', 'dialysis without the flag', { icd10: 'N18.9', claimed: 'EX05' }, 'coverage-flag'],
    [
      'EX05',
      'dialysis with the flag of another disease',
      { icd10: 'N18.9', coverage: { poolingArea: COUNTY, chronicSpecial: ['diabetes'] }, claimed: 'EX05' },
      'coverage-flag',
    ],
    [
      'EX05',
      'dialysis of somebody whose coverage nobody knows',
      { icd10: 'N18.9', coverage: null, claimed: 'EX05' },
      'coverage',
    ],
    ['EX06', 'tuberculosis without a report', { icd10: 'A15.0' }, 'infectious-report-no'],
    [
      'EX06',
      'a report with a cold',
      { icd10: 'J00', evidence: { infectiousReport: true } },
      'designated-infectious-disease',
    ],
    ['EX07', 'schizophrenia that is in no register', { icd10: 'F20.9' }, 'mental-register-no'],
    ['EX07', 'the register with another disease', { evidence: { mentalRegister: true } }, 'severe-mental-disorder'],
    [
      'EX08',
      'cardiology, part of the internal medicine of the township',
      { claimed: 'EX08' },
      'subject-at-no-primary-institution',
    ],
    [
      'EX08',
      'a department that nobody in the county has',
      { deptCode: '77.77', claimed: 'EX08' },
      'subject-at-no-primary-institution',
    ],
    ['EX09', 'a resident who is insured in the county', { claimed: 'EX09' }, 'residence-elsewhere'],
    ['EX10', 'an event that nobody has declared', { evidence: { massEvent: 'party' } }, 'declared-event'],
    ['EX11', 'a contract in force', { claimed: 'EX11' }, 'no-contract-and-primary-referral'],
    [
      'EX11',
      'no contract and no referral of a primary doctor',
      { contractActive: false, referredByPrimary: false, claimed: 'EX11' },
      'no-contract-and-primary-referral',
    ],
  ])('%s does not hold for %s, and says what is missing', (code, _, change, missing) => {
    expect(judged(change)).toEqual({ code: null, considered: [{ code, holds: false, missing: [missing] }] });
  });

  it('EX07 holds at the designated hospital only', () => {
    const ill = { icd10: 'F20.9', evidence: { mentalRegister: true } } as const;
    expect(judged(ill, 'H02').considered).toEqual([{ code: 'EX07', holds: false, missing: ['designated-hospital'] }]);
  });

  it('EX07 says so where the county has named no hospital', () => {
    const ill = { ...FACTS, icd10: 'F20.9', evidence: { mentalRegister: true } } as const;
    const { code, considered } = exemptionOf(ill, exemptionRules(aNetwork(), HOSPITAL, NOW));
    expect({ code, considered }).toEqual({
      code: null,
      considered: [{ code: 'EX07', holds: false, missing: ['list-of-designated-hospitals'] }],
    });
  });

  it('a city’s fund insures its counties', () => {
    expect(judged({ coverage: { poolingArea: '990100', chronicSpecial: [] } }).code).toBeNull();
  });

  it('takes the first of the table where several hold', () => {
    expect(judged({ birthDate: '2026-02-20', deptCode: '04', divisionCode: '990102003' }).code).toBe('EX03');
  });

  it('counts the years of one born on 29 February', () => {
    expect(ageInYears('2020-02-29', '2026-02-28')).toBe(5);
    expect(ageInYears('2020-02-29', '2026-03-01')).toBe(6);
  });
});
