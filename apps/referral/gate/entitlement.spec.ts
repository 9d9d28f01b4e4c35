import { type ReserveRequest, reserveRight } from './entitlement.js';

const REQUEST: ReserveRequest = {
  direction: 'up',
  urgencyClass: 'U3',
  origin: 'family-doctor',
  contractActive: true,
  doctorInTeam: true,
  holderTier: 3,
  sameConsortium: true,
};

describe('right to the reserve (V05)', () => {
  it('belongs to the doctor of the patient’s contract team', () => {
    expect(reserveRight(REQUEST)).toEqual({ entitlement: 'family-doctor', reasons: ['contract-doctor'] });
  });

  it('belongs to a contract doctor who refers from an elder home', () => {
    expect(reserveRight({ ...REQUEST, origin: 'elder-care' }).entitlement).toBe('family-doctor');
  });

  it.each([
    ['not-up', 'a hand-back', { direction: 'down' as const }],
    ['not-up', 'a lateral referral', { direction: 'lateral' as const }],
    ['other-origin', 'a primary doctor without team right', { origin: 'primary-other' as const }],
    ['other-origin', 'a hospital doctor', { origin: 'hospital' as const }],
    ['no-active-contract', 'a patient without a contract that day', { contractActive: false, doctorInTeam: false }],
    ['doctor-not-in-team', 'a doctor of another team', { doctorInTeam: false }],
    ['holder-not-upper-hospital', 'a township’s supply', { holderTier: 2 as const }],
    ['other-consortium', 'a hospital of another consortium', { sameConsortium: false }],
  ])('%s: %s takes the ordinary path', (reason, _, change) => {
    expect(reserveRight({ ...REQUEST, ...change })).toEqual({ entitlement: 'open', reasons: [reason] });
  });

  it('names everything that stands in the way', () => {
    const right = reserveRight({ ...REQUEST, origin: 'hospital', contractActive: false, sameConsortium: false });
    expect(right.reasons).toEqual(['other-origin', 'no-active-contract', 'other-consortium']);
  });

  it('is not asked for in an emergency', () => {
    const request = { ...REQUEST, urgencyClass: 'U1' as const, contractActive: false, sameConsortium: false };
    expect(reserveRight(request)).toEqual({ entitlement: 'emergency', reasons: ['emergency'] });
  });
});
