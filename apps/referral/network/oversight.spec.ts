import type { Principal } from '#service/auth/principal.js';
import { aNetwork, COUNTY } from '../../../test/referral/a-network.js';
import { overseenBy } from './oversight.js';

const DAY = '2026-03-06';
const dated = { county: COUNTY, validFrom: '2025-01-01', validTo: null };
const member = (consortiumId: string, institution: string, lead = false) => ({
  ...dated,
  consortiumId,
  institution,
  lead,
});
const network = aNetwork({
  consortia: ['county', 'city-group'].map((kind) => ({ ...dated, id: kind, kind, name: kind, nameEn: kind })) as never,
  members: [
    member('county', 'H01', true),
    member('county', 'T01'),
    member('city-group', 'C01', true),
    member('city-group', 'H01'),
    member('city-group', 'H02'),
  ] as never,
});
const overseen = (role: string, institution: string) =>
  overseenBy({ county: COUNTY, roles: [role], institution } as unknown as Principal, network, DAY);

describe('who oversees whom (domain §2.2)', () => {
  it('the office of a consortium its members, and not those of a city group that its house only belongs to', () => {
    expect(overseen('consortium-office', 'H01')).toEqual(['H01', 'T01']);
    expect(overseen('consortium-office', 'C01')).toEqual(['C01', 'H01', 'H02']);
    expect(overseen('consortium-office', 'H02')).toEqual(['H02']);
  });

  it('an authority everybody of its county, a house itself', () => {
    expect(overseen('county-health-authority', '*')).toBeUndefined();
    expect(overseen('medical-affairs', 'H01')).toEqual(['H01']);
  });
});
