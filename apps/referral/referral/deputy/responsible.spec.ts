import type { Role } from '#contracts/codes.js';
import { isResponsible, takesThePlace } from './responsible.js';

const caller = (role: Role, departments: string[] = []) => ({ practitioner: 'me', roles: [role], departments });

describe('who speaks for the place of a referring doctor', () => {
  it('is the doctor, the head of his department, and medical affairs', () => {
    expect(isResponsible(caller('hospital-doctor'), 'me', [])).toBe(true);
    expect(isResponsible(caller('department-head', ['03.04']), 'her', ['03.04'])).toBe(true);
    expect(isResponsible(caller('medical-affairs', ['01']), 'her', ['03.04'])).toBe(true);
    expect(isResponsible(caller('hospital-doctor', ['03.04']), 'her', ['03.04'])).toBe(false);
  });

  it('is not the head of another department of the house', () => {
    expect(isResponsible(caller('department-head', ['05.02']), 'her', ['03.04'])).toBe(false);
  });

  it('is nobody who names himself: a deputy reads every form of the doctor', () => {
    expect(takesThePlace(caller('medical-affairs'), 'her', 'me')).toBe(true);
    expect(takesThePlace(caller('medical-affairs'), 'her', 'him')).toBe(false);
    expect(takesThePlace(caller('hospital-doctor'), 'me', 'me')).toBe(false);
  });
});
