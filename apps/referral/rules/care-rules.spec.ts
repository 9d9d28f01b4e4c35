import type { PolicyRow } from '#service/rules/policy.js';
import { CareRules } from './care-rules.js';

const row = (change: Partial<PolicyRow>): PolicyRow => ({
  scopeKind: 'nation',
  scopeCode: '',
  key: 'decide.delegatedToDesk',
  version: 1,
  value: false,
  bound: null,
  validFrom: '2020-01-01',
  validTo: null,
  approvedBy: 'test',
  source: 'test',
  ...change,
});
const CARDIOLOGY = row({
  key: 'decide.delegatedToDesk.03.04',
  scopeKind: 'institution',
  scopeCode: '990101H01',
  value: true,
  validFrom: '2026-03-01',
  validTo: '2026-04-01',
});
const rules = new CareRules([row({}), CARDIOLOGY]);
const HOSPITAL = { county: '990101', institution: '990101H01' };

describe('decision by the referral desk (domain §2.2)', () => {
  it('needs the delegation of the very department', () => {
    expect(rules.deskDecides('03.04', HOSPITAL, '2026-03-06')).toBe(true);
    expect(rules.deskDecides('03.03', HOSPITAL, '2026-03-06')).toBe(false);
  });

  it('needs the delegation of the very hospital', () => {
    expect(rules.deskDecides('03.04', { county: '990101', institution: '990101H02' }, '2026-03-06')).toBe(false);
  });

  it('ends with the row', () => {
    expect(rules.deskDecides('03.04', HOSPITAL, '2026-02-28')).toBe(false);
    expect(rules.deskDecides('03.04', HOSPITAL, '2026-04-01')).toBe(false);
  });
});
