import type { MessageName } from '#contracts/catalogue.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { isRevealing } from '../words/departments.js';
import { type Audience, department, desk, practitioner } from './audience.js';
import { withoutGaps } from './facts.js';
import type { Facts, Urgency } from './notice.js';
import { type PlanRow, told } from './plan.js';
import type { PlannedNotice } from './planned.js';
import { postOf } from './posts.js';

/** The messages about questions before a referral. */
type TeleconsultationMessage = Extract<MessageName, `teleconsultation.${string}`>;

export const isAboutAdvice = (name: MessageName): name is TeleconsultationMessage =>
  name.startsWith('teleconsultation.');

type Meant = 'asker' | 'specialist' | 'department' | 'desk' | 'owner' | 'rung-owner';

/**
 * Whoever must act next, and whoever's act was answered. A late owner is told again and again, from the second alert on the
 * desk of the hospital, too, and so is the post of each rung that has been reached (domain §6).
 */
export const ADVICE_PLAN: Readonly<Record<TeleconsultationMessage, readonly PlanRow<Meant>[]>> = {
  'teleconsultation.asked.v1': [
    told('specialist', 'advice-asked', 'task', 'app-call'),
    told('department', 'advice-asked', 'task', 'app-call'),
  ],
  'teleconsultation.asked-again.v1': [
    told('specialist', 'advice-asked', 'task', 'app-call'),
    told('department', 'advice-asked', 'task', 'app-call'),
  ],
  'teleconsultation.taken.v1': [told('asker', 'advice-taken', 'info')],
  'teleconsultation.returned.v1': [told('asker', 'advice-returned', 'task')],
  'teleconsultation.answered.v1': [told('asker', 'advice-answered', 'task')],
  'teleconsultation.withdrawn.v1': [told('department', 'advice-withdrawn', 'info')],
  'teleconsultation.expired.v1': [
    told('asker', 'advice-expired', 'task'),
    told('department', 'advice-expired', 'info'),
  ],
  'teleconsultation.overdue.v1': [
    told('owner', 'advice-overdue', 'task', 'ladder'),
    told('desk', 'advice-overdue', 'task', 'ladder'),
    told('rung-owner', 'advice-overdue', 'task', 'ladder'),
  ],
};

/** Who is told what about a question. Pure. */
export function planTeleconsultation(name: TeleconsultationMessage, data: TeleconsultationChanged): PlannedNotice[] {
  const task: Urgency = data.urgencyClass === 'U2' ? 'urgent' : 'task';
  const facts = factsOf(data);
  const byAsker = data.toState === 'returned';
  const planned = new Map<string, PlannedNotice>();
  const noticeOf = (audience: Audience, { template, weight, ways }: Pick<PlanRow, 'template' | 'weight' | 'ways'>) => ({
    ...{ audience, template, facts, ways },
    urgency: weight === 'task' ? task : ('info' as const),
  });
  for (const { to, template, weight, ways } of ADVICE_PLAN[name]) {
    if (to === 'desk' && ((data.alert ?? 1) < 2 || byAsker)) continue;
    const audience = audienceOf(to, data);
    if (!audience) continue;
    const toAuthority = to === 'rung-owner' && data.owner === 'county-health-authority';
    planned.set(audience.key, toAuthority ? report(audience, facts) : noticeOf(audience, { template, weight, ways }));
  }
  return [...planned.values()];
}

/** The authority reads that something is stuck, and where; not which question (domain §6, L5). */
function report(audience: Audience, { toInstitution, dueAt, rung }: Facts): PlannedNotice {
  const facts = withoutGaps({ toInstitution, dueAt, rung });
  return { audience, template: 'item-overdue-report', urgency: 'info', facts, ways: 'app' };
}

function audienceOf(to: Meant, data: TeleconsultationChanged): Audience | undefined {
  const { county, fromInstitution, fromPractitioner, toCounty, toInstitution, toDepartment, toPractitioner } = data;
  switch (to) {
    case 'asker':
      return practitioner(county, fromInstitution, fromPractitioner);
    case 'specialist':
      return toPractitioner ? practitioner(toCounty, toInstitution, toPractitioner) : undefined;
    case 'department':
      return department(toCounty, toInstitution, toDepartment);
    case 'desk':
      return desk(toCounty, toInstitution);
    case 'rung-owner':
      if (!data.rung || data.rung === 'L0' || !data.ownerCounty || !data.ownerInstitution) return undefined;
      return postOf(data.ownerCounty, data.ownerInstitution, data);
    case 'owner':
      return audienceOf(data.toState === 'returned' ? 'asker' : 'department', data);
  }
}

function factsOf(data: TeleconsultationChanged): Facts {
  const { teleconsultationId, urgencyClass, fromInstitution, toInstitution, toDepartment, dueAt, rung } = data;
  return {
    teleconsultationId,
    urgencyClass,
    fromInstitution,
    toInstitution,
    ...(isRevealing(toDepartment) ? {} : { department: toDepartment }),
    ...(dueAt ? { dueAt } : {}),
    ...(rung ? { rung } : {}),
  };
}
