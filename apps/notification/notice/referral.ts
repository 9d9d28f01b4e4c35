import type { MessageName } from '#contracts/catalogue.js';
import { type ReferralData, referralFacts, reportFacts } from './facts.js';
import { LADDER, PLAN } from './matrix.js';
import type { Condition, PlannedMessage, PlanRow, TimedEvent } from './plan.js';
import { type Addressed, type PlannedNotice, toNotices, urgencyOf } from './planned.js';
import { audienceOf, callerOf } from './posts.js';

/** Who is told what about a referral; of an overdue one the post whose turn it is on the ladder. Pure. */
export function planReferral(name: MessageName | TimedEvent, data: ReferralData): PlannedNotice[] {
  const conditions = conditionsOf(data);
  const meant = rowsOf(name, data).filter(({ only }) => only === undefined || conditions.includes(only));
  const facts = data.owner === 'county-health-authority' ? reportFacts(data) : referralFacts(data);
  const notices = toNotices(meant, urgencyOf(data.urgencyClass), facts, (to) => audienceOf(to, data));
  return notices.map((planned) => withReferral(planned, data));
}

function rowsOf(name: MessageName | TimedEvent, { rung = '' }: ReferralData): readonly PlanRow[] {
  return (name === 'referral.overdue.v1' ? LADDER[rung] : PLAN[name as PlannedMessage | TimedEvent]) ?? [];
}

/** A patient is told neither reason nor department (domain §10). */
function withReferral({ to, ...planned }: Addressed, data: ReferralData): PlannedNotice {
  const told = { ...planned, caller: callerOf(to, data) };
  if (to !== 'patient' && to !== 'contact') return told;
  const { reason: _reason, department: _department, ...facts } = planned.facts;
  return { ...told, facts, patientOf: { county: data.referralCounty, referralId: data.referralId } };
}

function conditionsOf(data: ReferralData): Condition[] {
  const bySender = data.actor.institution === data.fromInstitution;
  const ending = bySender ? 'ended-by-referrer' : 'ended-by-receiver';
  const held: Condition[] = data.toState === 'reserved' ? ['reserved'] : [];
  return [
    ...held,
    data.transition === 'T33' ? 'voided' : ending,
    data.transition === 'T14' ? 'moved' : 'booked',
    data.transition === 'T13' ? 'displaced' : 'lapsed',
    data.owner === 'county-health-authority' ? 'to-authority' : 'to-office',
    data.direction === 'down' ? 'down' : 'not-down',
  ];
}
