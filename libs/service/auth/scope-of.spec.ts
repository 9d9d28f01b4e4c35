import type { Role } from '#contracts/codes.js';
import type { Principal } from './principal.js';
import { scopeOf } from './scope-of.js';

const scopeAt = (institution: string, ...roles: Role[]) =>
  scopeOf({ county: '990101', institution, roles } as Principal);
const scope = (...roles: Role[]) => scopeAt('990101T01', ...roles);

describe('what a caller may see', () => {
  it('is the own institution, and the whole county for its health authority', () => {
    expect(scope('family-doctor')).toEqual({ county: '990101', institution: '990101T01' });
    expect(scope('county-health-authority')).toEqual({ county: '990101', institution: '*' });
  });

  it('does not grow for a doctor who also serves the authority', () => {
    expect(scope('family-doctor', 'county-health-authority').institution).toBe('990101T01');
  });

  it('is no institution at all for technical staff of the county, also beside its authority', () => {
    for (const roles of [['platform-admin'], ['platform-admin', 'county-health-authority']] as Role[][]) {
      expect(scopeAt('*', ...roles)).toEqual({ county: '990101', institution: 'none' });
    }
    expect(scope('platform-admin').institution).toBe('990101T01');
  });
});
