import { Problem } from '#service/problem/problem.js';
import type { CriteriaSetRow } from './criteria.store.js';
import { approved } from './criteria-set.js';

const AUTHOR = '0199c0de-0000-7000-8000-000000000001';
const OTHER = '0199c0de-0000-7000-8000-000000000002';
const draft = { createdBy: 'authority', createdByPerson: AUTHOR, approvedAt: null, withdrawnAt: null };
const approve = (account: string, person: string) => () =>
  approved(draft as CriteriaSetRow, { account, person, role: 'medical-affairs', basis: 'Order 1' }, new Date());

describe('a set of criteria', () => {
  it('is approved by another person, not by another account of the same one', () => {
    expect(approve('authority', AUTHOR)).toThrow(Problem);
    expect(approve('medical-affairs', AUTHOR)).toThrow(Problem);
    expect(approve('medical-affairs', OTHER)()).toMatchObject({
      approvedBy: 'medical-affairs',
      approvedByPerson: OTHER,
    });
  });
});
