import { digestOf, planDigest } from './digest.js';

const PUBLISHED = {
  name: 'supply.published.v1',
  county: '990101',
  occurredAt: '2026-03-01T00:00:00.000Z',
  data: { institution: '990101H01', pool: 'expert-slot', group: '03.04', date: '2026-03-06', capacity: 40, reserve: 8 },
};

describe('news of the reserve', () => {
  it('tell how many reserved units opened', () => {
    expect(digestOf(PUBLISHED)).toEqual({
      county: '990101',
      event: 'supply.published.v1',
      institution: '990101H01',
      pool: 'expert-slot',
      sessions: 1,
      units: 8,
      occurredAt: PUBLISHED.occurredAt,
    });
  });

  it('are none where nothing is reserved, and none of a referral', () => {
    expect(digestOf({ ...PUBLISHED, data: { ...PUBLISHED.data, reserve: 0 } })).toBeUndefined();
    expect(digestOf({ ...PUBLISHED, name: 'referral.submitted.v1' })).toBeUndefined();
  });

  it('of units that go back to their hospital are told to its desk', () => {
    const [notice] = planDigest(digestOf({ ...PUBLISHED, name: 'reserve.returned.v1' })!, ['990101T01']);
    expect(notice).toMatchObject({ template: 'reserve-returned', audience: { key: 'desk:990101:990101H01' } });
  });

  it.each([
    ['supply.published.v1', 'reserve-opened'],
    ['reserve.released.v1', 'reserve-released'],
    ['reserve.release-soon.v1', 'reserve-release-soon'],
    ['reserve.low.v1', 'reserve-low'],
  ])('go to the family doctors who may use that reserve: %s', (name, template) => {
    const [notice, ...others] = planDigest(digestOf({ ...PUBLISHED, name })!, ['990101T01', '990101T02']);
    expect(notice).toMatchObject({ template, urgency: 'info', audience: { key: 'contract-doctors:990101:990101T01' } });
    expect(others).toHaveLength(1);
    expect(notice?.facts).toEqual({ toInstitution: '990101H01', pool: 'expert-slot', sessions: 1, units: 8 });
  });
});
