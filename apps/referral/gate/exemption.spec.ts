import { ageInYears, type ExemptionFacts, exemptionOf } from './exemption.js';

const DAY = '2026-03-06';
const FACTS: ExemptionFacts = {
  urgencyClass: 'U3',
  birthDate: '1958-06-15',
  divisionCode: '990101001',
  county: '990101',
  contractActive: true,
  referredByPrimary: true,
};

describe('exemptions from the first visit (domain §3.1)', () => {
  it('do not touch a contracted adult resident', () => {
    expect(exemptionOf(FACTS, DAY)).toBeNull();
  });

  it.each([
    ['EX01', 'an emergency', { urgencyClass: 'U2' as const }],
    ['EX03', 'a child the day before the sixth birthday', { birthDate: '2020-03-07' }],
    ['EX09', 'a resident of another county', { divisionCode: '990102003' }],
    ['EX11', 'a patient without family doctor whom a primary doctor refers', { contractActive: false }],
  ])('%s holds for %s', (code, _, change) => {
    expect(exemptionOf({ ...FACTS, ...change }, DAY)).toBe(code);
  });

  it('EX03 ends on the sixth birthday', () => {
    expect(exemptionOf({ ...FACTS, birthDate: '2020-03-06' }, DAY)).toBeNull();
  });

  it('EX11 needs the referral of a primary doctor', () => {
    expect(exemptionOf({ ...FACTS, contractActive: false, referredByPrimary: false }, DAY)).toBeNull();
  });

  it('counts the years of one born on 29 February', () => {
    expect(ageInYears('2020-02-29', '2026-02-28')).toBe(5);
    expect(ageInYears('2020-02-29', '2026-03-01')).toBe(6);
  });
});
