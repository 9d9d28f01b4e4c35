import { DoorEnv } from '../env.js';
import { rolesIn, SecondFactor, type SignInProof } from './second-factor.js';

const factor = (env: Partial<DoorEnv>) => new SecondFactor(Object.assign(new DoorEnv(), env));
const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.e30`;

describe('the second factor', () => {
  it.each<[SignInProof, boolean]>([
    [{ amr: ['pwd', 'otp', 'mfa'] }, true],
    [{ amr: ['mfa'] }, true],
    [{ amr: ['pwd', 'otp'] }, true],
    [{ amr: ['otp'] }, false],
    [{ amr: ['otp', 'geo'] }, false],
    [{ amr: ['pwd', 'sms'] }, false],
    [{ amr: 'mfa' }, false],
    [{ acr: 'gold' }, false],
    [{}, false],
  ])('is read from the methods where no class is configured: %j → %s', (proof, proved) => {
    expect(factor({}).isProvedBy(proof)).toBe(proved);
  });

  it.each<[SignInProof, boolean]>([
    [{ acr: 'gold' }, true],
    [{ acr: 'platinum', amr: ['pwd'] }, true],
    [{ acr: 'silver', amr: ['mfa'] }, false],
    [{ amr: ['mfa'] }, false],
    [{ acr: ['gold'] }, false],
  ])('is read from the class where some are configured: %j → %s', (proof, proved) => {
    expect(factor({ SECOND_FACTOR_ACR: ['gold', 'platinum'] }).isProvedBy(proof)).toBe(proved);
  });

  it('is demanded of every account with a configured role, and of sessions whose roles nobody noted', () => {
    const some = factor({ SECOND_FACTOR_ROLES: ['platform-admin', 'medical-affairs'] });
    const demanded = [['platform-admin'], ['hospital-doctor', 'medical-affairs'], ['hospital-doctor'], [], null];
    expect(demanded.map((roles) => some.isDemandedOf(roles))).toEqual([true, true, false, false, true]);
    expect(demanded.map((roles) => factor({}).isDemandedOf(roles))).toEqual(Array(5).fill(false));
  });

  it('counts the roles of all posts of a token, and none of a token that is not for Fenji', () => {
    const post = { practitioner: '0199c0de-0000-7000-8000-000000000001', institution: '990101H01', county: '990101' };
    const posts = [
      { ...post, roles: ['hospital-doctor'] },
      { ...post, roles: ['medical-affairs', 'emperor'] },
    ];
    expect(rolesIn(token({ sub: 'x', posts }))).toEqual(['hospital-doctor', 'medical-affairs']);
    expect(rolesIn(token({ sub: 'x', ...post, roles: ['platform-admin'] }))).toEqual(['platform-admin']);
    for (const other of [token({ sub: 'x' }), 'opaque', '']) expect(rolesIn(other)).toEqual([]);
  });
});
