import { ROLES, type Role } from '#contracts/codes.js';
import { mayKeep } from './keepers.js';
import { KINDS } from './kinds.js';

const LED = { consortia: new Set(['c']), members: new Set(['H01', 'T01']) };
const caller = (role: Role, institution = 'H01') => ({
  ...{ account: 'a', practitioner: 'p', institution, county: '990101', roles: [role], departments: [] },
  expiresAt: new Date(),
});
const kindOf = (name: string) => KINDS.find((kind) => kind.name === name)!;

describe('who keeps a row of the network', () => {
  const may = (role: Role, kind: string, owner: object) => mayKeep(caller(role), kindOf(kind).keepers, owner, LED);

  it('the health authority keeps every kind but the contracts of patients', () => {
    const kept = KINDS.filter(({ keepers }) => mayKeep(caller('county-health-authority', '*'), keepers, {}, LED));
    expect(KINDS.filter((kind) => !kept.includes(kind)).map(({ name }) => name)).toEqual(['contracts']);
  });

  it('the office of a consortium keeps the rows of the consortium and of its members, not who is in the county', () => {
    expect(may('consortium-office', 'consortium-members', { consortium: 'c' })).toBe(true);
    expect(may('consortium-office', 'consortium-members', { consortium: 'd' })).toBe(false);
    expect(may('consortium-office', 'department-capabilities', { institution: 'T01' })).toBe(true);
    expect(may('consortium-office', 'department-capabilities', { institution: 'T02' })).toBe(false);
    expect(may('consortium-office', 'institutions', {})).toBe(false);
    expect(may('consortium-office', 'catchments', {})).toBe(false);
  });

  it('a house keeps its own departments, staff and contracts', () => {
    for (const kind of ['department-capabilities', 'practitioners', 'teams', 'contracts']) {
      expect(may('his-adapter', kind, { institution: 'H01' })).toBe(true);
      expect(may('his-adapter', kind, { institution: 'T01' })).toBe(false);
      expect(may('medical-affairs', kind, { institution: 'H01' })).toBe(true);
    }
    expect(may('his-adapter', 'critical-centres', { institution: 'H01' })).toBe(false);
  });

  it('nobody else keeps anything', () => {
    const keeping: Role[] = ['county-health-authority', 'consortium-office', 'medical-affairs', 'his-adapter'];
    for (const role of ROLES.filter((one) => !keeping.includes(one) && one !== 'family-doctor')) {
      expect(KINDS.filter(({ keepers }) => mayKeep(caller(role), keepers, { institution: 'H01' }, LED))).toEqual([]);
    }
    const ofDoctors = KINDS.filter(({ keepers }) =>
      mayKeep(caller('family-doctor'), keepers, { institution: 'H01' }, LED),
    );
    expect(ofDoctors.map(({ name }) => name)).toEqual(['contracts']);
  });
});
