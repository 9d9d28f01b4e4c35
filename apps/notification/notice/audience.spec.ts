import { ROLES, type Role } from '#contracts/codes.js';
import { audiencesOf } from './audience.js';

const keys = (role: Role, departments: string[] = []) =>
  audiencesOf({ county: '990101', institution: 'X', practitioner: 'P', roles: [role], departments }).map((a) => a.key);

describe('whom a caller may hear', () => {
  it.each<[Role, string[]]>([
    [
      'family-doctor',
      [
        'contract-doctors:990101:X',
        'department:990101:X:02',
        'family-doctors:990101',
        'family-doctors:990101:X',
        'practitioner:P:X',
      ],
    ],
    ['hospital-doctor', ['department:990101:X:02', 'practitioner:P:X']],
    ['referral-desk', ['desk:990101:X', 'practitioner:P:X']],
    ['arrival-desk', ['practitioner:P:X']],
    ['primary-doctor', ['family-doctors:990101:X', 'practitioner:P:X']],
  ])('%s', (role, expected) => {
    expect(keys(role, ['02'])).toEqual(expected);
  });

  it('a hospital doctor of no department hears what the desk hears', () => {
    expect(keys('hospital-doctor')).toEqual(['desk:990101:X', 'practitioner:P:X']);
  });

  it('his-adapter hears nothing', () => expect(keys('his-adapter')).toEqual([]));

  it('county-health-authority hears about the reserve of its county, nothing about a patient', () => {
    expect(keys('county-health-authority')).toEqual(['authority:990101']);
  });

  it('a doctor who also sits at the authority does not hear what the authority is told', () => {
    const roles: Role[] = ['county-health-authority', 'hospital-doctor'];
    const heard = audiencesOf({ county: '990101', institution: 'X', practitioner: 'P', roles, departments: [] });
    expect(heard.map(({ key }) => key)).toEqual(['desk:990101:X', 'practitioner:P:X']);
  });

  it('names each audience once for an account with several roles', () => {
    const all = audiencesOf({ county: '1', institution: 'X', practitioner: 'P', roles: [...ROLES], departments: [] });
    expect(new Set(all.map((a) => a.key)).size).toBe(all.length);
  });
});
