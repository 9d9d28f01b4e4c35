import { type MessageName, namesConsumedBy } from '#contracts/catalogue.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import { APPROVAL_PLAN } from './approval.js';
import { NO_INSTITUTION } from './audience.js';
import { ITEM_PLAN } from './item.js';
import { PLAN } from './matrix.js';
import { TIMED_EVENTS } from './plan.js';
import { planNotices } from './recipients.js';
import { ADVICE_PLAN } from './teleconsultation.js';

const DOCTOR = '0198f0c0-0000-7000-8000-000000000001';
const UP: ReferralChanged = {
  referralId: '0198f0c0-0000-7000-8000-0000000000aa',
  referralNo: '990101-20260306-000001',
  referralCounty: '990101',
  patientId: '0198f0c0-0000-7000-8000-0000000000bb',
  episodeId: '0198f0c0-0000-7000-8000-0000000000cc',
  direction: 'up',
  urgencyClass: 'U3',
  fromState: 'draft',
  toState: 'submitted',
  transition: 'T02',
  hop: 0,
  fromInstitution: '990101T01',
  fromPractitioner: DOCTOR,
  toCounty: '990101',
  toInstitution: '990101H01',
  toDepartment: '03.04',
  actor: { id: DOCTOR, role: 'family-doctor', institution: '990101T01' },
};

const REFERRER = `practitioner:${DOCTOR}:990101T01`;
const DESK = 'desk:990101:990101H01';
const DOCTORS = 'department:990101:990101H01:03.04';
const TEAM = 'family-doctors:990101:990101H01';

/** `audience template urgency` of every notice of the house; patients: see `matrix.spec.ts`. */
function told(name: MessageName, more: object = {}): string[] {
  const notices = planNotices({ name, county: '990101', data: { ...UP, ...more } });
  const ofHouse = notices.filter(({ patientOf }) => !patientOf);
  return ofHouse.map(({ audience, template, urgency }) => `${audience.key} ${template} ${urgency}`);
}

describe('who is told what (domain §10)', () => {
  it.each<[MessageName, string[]]>([
    ['referral.submitted.v1', [`${DESK} submitted task`, `${DOCTORS} submitted task`]],
    ['referral.resubmitted.v1', [`${DESK} resubmitted task`, `${DOCTORS} resubmitted task`]],
    ['referral.redirected.v1', [`${REFERRER} redirected info`, `${DESK} submitted task`, `${DOCTORS} submitted task`]],
    ['referral.offered.v1', [`${DESK} offered task`, `${REFERRER} held info`]],
    ['referral.review-started.v1', [`${REFERRER} review-started info`]],
    ['referral.returned.v1', [`${REFERRER} returned task`]],
    ['referral.accepted.v1', [`${REFERRER} accepted info`]],
    ['referral.rejected.v1', [`${REFERRER} rejected task`]],
    ['referral.waitlisted.v1', [`${REFERRER} waitlisted info`]],
    ['referral.reserved.v1', [`${REFERRER} reserved task`]],
    ['referral.reoffered.v1', [`${REFERRER} reoffered task`]],
    ['referral.confirmed.v1', [`${REFERRER} confirmed info`]],
    ['referral.extended.v1', [`${DESK} extended info`]],
    ['referral.cancelled.v1', [`${DESK} cancelled info`]],
    ['referral.expired.v1', [`${REFERRER} expired task`, `${DESK} expired info`]],
    ['referral.ending-acknowledged.v1', [`${DESK} ending-acknowledged info`]],
    ['referral.no-show.v1', [`${REFERRER} no-show task`]],
    ['referral.reopened.v1', [`${DESK} reopened info`]],
    ['referral.arrived.v1', [`${REFERRER} arrived info`]],
    ['referral.care-started.v1', [`${REFERRER} care-started info`]],
    ['referral.outcome-returned.v1', [`${REFERRER} outcome-returned task`]],
    ['referral.outcome-queried.v1', [`${DOCTORS} outcome-queried task`]],
    ['referral.outcome-acknowledged.v1', [`${DOCTORS} outcome-acknowledged info`]],
    ['referral.closed.v1', [`${REFERRER} closed info`]],
  ])('%s', (name, expected) => {
    expect(told(name)).toEqual(expected);
  });

  it('tells the team of a down-referral once, not as desk and as doctors', () => {
    expect(told('referral.submitted.v1', { direction: 'down' })).toEqual([`${TEAM} submitted task`]);
    expect(told('referral.outcome-queried.v1', { direction: 'down' })).toEqual([`${TEAM} outcome-queried task`]);
  });

  it('tells the referring doctor when the other side cancelled', () => {
    const actor = { id: DOCTOR, role: 'referral-desk', institution: '990101H01' };
    expect(told('referral.cancelled.v1', { actor })).toEqual([`${REFERRER} cancelled-by-receiver task`]);
  });

  it.each(['U1', 'U2'])('makes a task of class %s urgent and leaves information alone', (urgencyClass) => {
    expect(told('referral.offered.v1', { urgencyClass })).toEqual([`${DESK} offered urgent`, `${REFERRER} held info`]);
  });

  it.each([
    ['L0', { owner: 'referral-desk' }, [`${DESK} overdue task`]],
    [
      'L1',
      { owner: 'department-head', ownerDepartment: '03.04' },
      ['department-head:990101:990101H01:03.04 overdue task'],
    ],
    ['L2', { owner: 'referral-desk' }, [`${DESK} overdue task`]],
    ['L3', { owner: 'medical-affairs' }, ['medical-affairs:990101:990101H01 overdue task']],
    ['L4', { owner: 'consortium-office' }, ['consortium-office:990101:990101H01 overdue task']],
    ['L5', { owner: 'county-health-authority', ownerInstitution: '*' }, ['authority:990101 overdue-report info']],
    ['L5', { owner: 'consortium-office', repeat: 1 }, ['consortium-office:990101:990101H01 overdue task']],
  ])('climbs the ladder: rung %s tells the post of %j', (rung, owner, expected) => {
    const post = { ownerCounty: '990101', ownerInstitution: '990101H01', ...owner };
    expect(told('referral.overdue.v1', { rung, ...post })).toEqual(expected);
  });

  it('reports to the authority whose turn it was and since when, not which unit the patient has', () => {
    const unit = { startsAt: '2026-03-06T01:00:00Z', place: 'Building 9' };
    const owner = { owner: 'county-health-authority', ownerCounty: '990101', ownerInstitution: '*' };
    const data = { ...UP, ...owner, rung: 'L5', dueAt: '2026-03-06T02:00:00Z', unit, reason: 'no-capacity' };
    const [notice] = planNotices({ name: 'referral.overdue.v1', county: '990101', data });
    expect(notice?.audience.institution).toBe(NO_INSTITUTION);
    expect(Object.keys(notice?.facts ?? {}).sort()).toEqual(
      ['department', 'direction', 'dueAt', 'fromInstitution', 'rung', 'toInstitution', 'urgencyClass'].sort(),
    );
  });

  it('tells an overdue task of one doctor to that doctor', () => {
    const owner = { owner: 'family-doctor', ownerCounty: '990101', ownerInstitution: '990101T01' };
    expect(told('referral.overdue.v1', { rung: 'L0', ...owner, ownerPractitioner: DOCTOR })).toEqual([
      `${REFERRER} overdue task`,
    ]);
  });

  it('tells both sides of a booking that has moved, whoever moved it (T14)', () => {
    const moved = [`${REFERRER} rescheduled info`, `${DESK} rescheduled info`];
    expect(told('referral.confirmed.v1', { transition: 'T14' })).toEqual(moved);
  });

  it('raises the alarm about a frozen pool at the hospital and at the authority, at once', () => {
    const news = { institution: '990101H01', pool: 'expert-slot', group: '15.01', date: '2026-03-06', invariant: 'I2' };
    expect(told('anomaly.raised.v1', news)).toEqual([
      `${DESK} pool-frozen urgent`,
      'consortium-offices:990101 pool-frozen info',
      'authority:990101 pool-frozen urgent',
    ]);
    const [notice] = planNotices({ name: 'anomaly.raised.v1', county: '990101', data: news });
    expect(notice?.facts).toEqual({ toInstitution: '990101H01', pool: 'expert-slot', day: '2026-03-06', rule: 'I2' });
  });

  it('tells the houses that a change of the network names and the authority, but not who made it', () => {
    const by = { id: 'x', role: 'consortium-office', institution: '990101H01' };
    const change = {
      kind: 'shared-centres',
      version: 7,
      ids: ['a', 'b'],
      institutions: ['990101H01', '990101H02'],
      by,
    };
    expect(told('network.changed.v1', change)).toEqual([
      'desk:990101:990101H02 network-changed info',
      'authority:990101 network-changed info',
    ]);
    const byAuthority = { ...by, role: 'county-health-authority', institution: '*' };
    expect(told('network.changed.v1', { ...change, by: byAuthority })).toHaveLength(2);
    expect(told('network.changed.v1', { ...change, kind: 'contracts' })).toEqual([]);
    const many = Array.from({ length: 21 }, (_, n) => `H${n}`);
    expect(told('network.changed.v1', { ...change, institutions: many })).toEqual([
      'authority:990101 network-changed info',
    ]);
  });

  it('has a row for every message that notification consumes', () => {
    // These are kept, and tell nobody anything by themselves.
    const kept = ['calendar.published.v1', 'consortium.entitled.v1', 'supply.counted.v1'];
    const planned = [
      ...kept,
      ...[PLAN, ADVICE_PLAN, APPROVAL_PLAN, ITEM_PLAN].flatMap(Object.keys),
      'referral.overdue.v1',
    ];
    expect(planned.sort()).toEqual([...namesConsumedBy('notification'), ...TIMED_EVENTS].sort());
  });

  it('carries no patient, and no name or place of a revealing department', () => {
    const unit = { startsAt: '2026-03-06T01:00:00Z', place: 'Building 9, ward 15' };
    const [notice] = planNotices({
      name: 'referral.confirmed.v1',
      county: '990101',
      data: { ...UP, toDepartment: '15.01', unit },
    });
    expect(JSON.stringify(notice)).not.toMatch(/0000000000bb|15\.01|Building 9/);
  });
});
