import type { Channel } from '../delivery/delivery.js';
import { APPROVAL_PLAN } from './approval.js';
import { ITEM_PLAN } from './item.js';
import { LADDER, PLAN } from './matrix.js';
import type { PlanRow } from './plan.js';
import { planNotices } from './recipients.js';
import { ADVICE_PLAN } from './teleconsultation.js';
import { WAYS, type Ways } from './ways.js';

type Rows = readonly Pick<PlanRow<string>, 'to' | 'ways' | 'template'>[];
const ROWS = new Map<string, Rows>([
  ...Object.entries(PLAN),
  ...Object.entries(ADVICE_PLAN),
  ...Object.entries(APPROVAL_PLAN),
  ...Object.entries(ITEM_PLAN),
  ...Object.entries(LADDER).map(([rung, rows]): [string, Rows] => [`referral.overdue.v1 ${rung}`, rows]),
]);

/** `app`: the inbox of somebody with an account. */
type Way = 'app' | 'patient-app' | Channel;
interface DomainRow {
  readonly row: string;
  readonly event: string;
  readonly to: string;
  readonly usual: readonly Way[];
  /** For U1 and U2; absent = the same. */
  readonly pressing?: readonly Way[];
  /** Where an event has several rows for one recipient. */
  readonly template?: string;
}

const row = (name: string, event: string, to: string, usual: readonly Way[], pressing?: readonly Way[]): DomainRow => ({
  row: name,
  event,
  to,
  usual,
  ...(pressing ? { pressing } : {}),
});

const BOTH: readonly Way[] = ['app', 'sms'];
const CALLED: readonly Way[] = ['app', 'sms', 'phone'];
/** Domain §10, row by row; `;` and `,` pair recipients with channels, `+` gives all of them all. */
const DOMAIN: readonly DomainRow[] = [
  row('submitted → desk', 'referral.submitted.v1', 'receiving-desk', ['app'], CALLED),
  row('submitted → department', 'referral.submitted.v1', 'receiving-doctors', ['app'], CALLED),
  ...['review-started', 'accepted', 'rejected', 'redirected', 'returned'].flatMap((act) => [
    row(`${act} → doctor`, `referral.${act}.v1`, 'referring-doctor', ['app']),
    row(`${act} → patient`, `referral.${act}.v1`, 'patient', ['sms']),
  ]),
  ...['reserved', 'confirmed'].flatMap((act) => [
    row(`${act} → patient`, `referral.${act}.v1`, 'patient', ['sms']),
    row(`${act} → contact`, `referral.${act}.v1`, 'contact', ['sms']),
    row(`${act} → doctor`, `referral.${act}.v1`, 'referring-doctor', BOTH),
  ]),
  ...['quarter', 'half-year'].flatMap((report) => [
    row(`report dates (${report}) → hospital`, `report.${report}-near`, 'hospital-desk', ['app', 'email']),
    row(`report dates (${report}) → consortium`, `report.${report}-near`, 'county-offices', ['app', 'email']),
    row(`report dates (${report}) → authority`, `report.${report}-near`, 'county-authority', ['app', 'email']),
  ]),
  row('reminder, the day before', 'reminder.day-before', 'patient', ['sms']),
  row('reminder, hours before', 'reminder.hours-before', 'patient', ['sms']),
  row('hold about to end → doctor', 'hold.ending', 'referring-doctor', ['app']),
  row('hold about to end → patient', 'hold.ending', 'patient', ['sms']),
  row('displaced → patient', 'referral.reoffered.v1', 'patient', ['sms']),
  { ...row('displaced → doctor', 'referral.reoffered.v1', 'referring-doctor', BOTH), template: 'displaced' },
  row('no-show → family doctor', 'referral.no-show.v1', 'referring-doctor', ['app']),
  row('arrived → family doctor', 'referral.arrived.v1', 'referring-doctor', ['app']),
  row('arrived → patient', 'referral.arrived.v1', 'patient', ['patient-app']),
  row('outcome → family doctor', 'referral.outcome-returned.v1', 'referring-doctor', ['app']),
  row('outcome → patient', 'referral.outcome-returned.v1', 'patient', ['patient-app']),
  row('result ready → family doctor', 'result.ready.v1', 'contract-team', ['app']),
  row('result ready → patient', 'result.ready.v1', 'patient', ['patient-app']),
  row('down submitted → team', 'referral.submitted.v1', 'receiving-team', ['app']),
  row('down submitted → patient', 'referral.submitted.v1', 'patient', ['sms']),
  // Rung L0 of its ladder: the same hour, the same team, one notice.
  row('down, again at 12 h → team', 'referral.overdue.v1 L0', 'rung-owner', BOTH, CALLED),
  row('down, again at 12 h → patient', 'down.waiting', 'patient', ['sms']),
  row('follow-up due → team', 'follow-up.due', 'referring-team', ['app']),
  row('follow-up overdue → team', 'follow-up.overdue', 'referring-team', ['app']),
  row('U1 → centre', 'critical-centre.alerted.v1', 'called-desk', [
    'app',
    'sms',
    'phone',
    'messenger',
    'push',
    'email',
  ]),
  ...['L0', 'L1', 'L2', 'L3', 'L4'].map((rung) =>
    row(`escalation ${rung}`, `referral.overdue.v1 ${rung}`, 'rung-owner', BOTH, CALLED),
  ),
  row('escalation L5, report only', 'referral.overdue.v1 L5', 'rung-owner', ['app']),
  ...['hospital-desk', 'county-offices', 'county-authority'].flatMap((to) => [
    row(`floor shortfall → ${to}`, 'reserve.floor-shortfall.v1', to, ['app', 'email']),
    row(`anomaly → ${to}`, 'anomaly.raised.v1', to, ['app', 'email']),
  ]),
];

const OUTSIDE = ['patient', 'contact'];

function waysOf({ to, ways }: Rows[number], pressing: boolean): Way[] {
  const { usual, pressing: atOnce }: Ways = WAYS[ways];
  const out: readonly Channel[] = pressing ? atOnce : usual;
  if (ways === 'patient-app') return ['patient-app'];
  return OUTSIDE.includes(to) ? [...out] : ['app', ...out];
}

describe('the matrix of domain §10', () => {
  it.each(DOMAIN)('$row', ({ event, to, usual, pressing, template }) => {
    const found = ROWS.get(event)?.find((one) => one.to === to && (template ?? one.template) === one.template);
    expect(found && waysOf(found, false)).toEqual(usual);
    expect(found && waysOf(found, true)).toEqual(pressing ?? usual);
  });

  it('reserve opened, low, to be released: family doctors, in the app only', () => {
    for (const event of ['supply.published.v1', 'reserve.low.v1', 'reserve.release-soon.v1'] as const) {
      expect(PLAN[event].map(({ to, ways }) => [/family-doctors$/.test(to), ways])).toEqual([[true, 'app']]);
    }
  });

  it('tells patients and contacts what the domain says, and one thing more', () => {
    const beyond = [...ROWS].flatMap(([event, rows]) =>
      rows.filter(({ to }) => OUTSIDE.includes(to)).map(({ to, template }) => ({ event, to, template })),
    );
    const named = (event: string, to: string) => DOMAIN.some((one) => one.event === event && one.to === to);
    expect(beyond.filter(({ event, to }) => !named(event, to)).map(({ template }) => template)).toEqual([
      // Not to travel for nothing.
      'patient-cancelled',
    ]);
    // A booking that has moved is a confirmed one.
    expect(beyond.filter(({ template }) => /rescheduled/.test(template))).toHaveLength(2);
  });

  it('speaks to people without an account in words for them, and to nobody else so', () => {
    for (const rows of ROWS.values())
      for (const { to, template } of rows)
        expect([template, /^(patient|contact)-(?!died)/.test(template)]).toEqual([template, OUTSIDE.includes(to)]);
  });

  const REFERRAL = {
    referralId: '0198f0c0-0000-7000-8000-0000000000aa',
    referralNo: '990101-20260306-000001',
    referralCounty: '990101',
    patientId: '0198f0c0-0000-7000-8000-0000000000bb',
    direction: 'up',
    urgencyClass: 'U3',
    transition: 'T07',
    fromInstitution: '990101T01',
    fromPractitioner: '0198f0c0-0000-7000-8000-000000000001',
    toCounty: '990101',
    toInstitution: '990101H01',
    toDepartment: '03.04',
    actor: { id: 'x', role: 'referral-desk', institution: '990101H01' },
    reason: 'not-indicated',
  };
  const toPatient = (name: string, more: object = {}) =>
    planNotices({ name, county: '990101', data: { ...REFERRAL, ...more } }).find(({ patientOf }) => patientOf);

  it('tells a patient no reason and no department', () => {
    const notice = toPatient('referral.rejected.v1');
    expect(notice).toMatchObject({
      template: 'patient-rejected',
      audience: { key: `patient:${REFERRAL.referralId}` },
      patientOf: { county: '990101', referralId: REFERRAL.referralId },
      caller: { key: 'family-doctors:990101:990101T01' },
    });
    expect(Object.keys(notice?.facts ?? {})).not.toEqual(expect.arrayContaining(['reason', 'department']));
    expect(JSON.stringify(notice)).not.toContain('0000000000bb');
  });

  it.each([
    ['门诊楼 305', 'ct', 'Nothing to eat, "really"', { place: '门诊楼 305', preparation: 'fasting' }],
    ['精神科门诊 2', 'ct', undefined, {}],
    ['Building 9', '16', undefined, {}],
    ['Room 1', 'mri', '请去除金属物品', { place: 'Room 1', preparation: 'metal' }],
    ['Room 1', 'colonoscopy', '肠道准备：口服泻药', { place: 'Room 1', preparation: 'ask' }],
  ])('place "%s" of %s with preparation "%s" is told as %j', (place, group, preparation, told) => {
    const unit = { startsAt: '2026-03-06T01:00:00Z', place, group, ...(preparation ? { preparation } : {}) };
    const facts = toPatient('referral.confirmed.v1', { transition: 'T10', unit })?.facts;
    expect({ place: facts?.place, preparation: facts?.preparation }).toEqual({
      place: undefined,
      preparation: undefined,
      ...told,
    });
  });

  it('tells the patient of a report also where there is no referral', () => {
    const data = {
      ...{ examOrderId: 'x', county: '990101', patientId: REFERRAL.patientId, item: 'ct', critical: false },
      ...{ orderingInstitution: '990101T01', orderedBy: REFERRAL.fromPractitioner, reportingInstitution: '990101H01' },
    };
    const notice = planNotices({ name: 'result.ready.v1', county: '990101', data }).find(({ patientOf }) => patientOf);
    expect(notice).toMatchObject({ patientOf: { county: '990101', patientId: REFERRAL.patientId }, facts: {} });
  });
});
