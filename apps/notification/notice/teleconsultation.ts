import type { MessageName } from '#contracts/catalogue.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { isRevealing } from '../words/departments.js';
import { type Audience, department, desk, practitioner } from './audience.js';
import type { Facts, Urgency } from './notice.js';
import { type PlanRow, told } from './plan.js';
import type { PlannedNotice } from './recipients.js';

/** The messages about questions before a referral. */
type TeleconsultationMessage = Extract<MessageName, `teleconsultation.${string}`>;

export const isAboutAdvice = (name: MessageName): name is TeleconsultationMessage =>
  name.startsWith('teleconsultation.');

type Meant = 'asker' | 'specialist' | 'department' | 'desk' | 'owner';

/** Whoever must act next, and whoever's act was answered. From the second alert on the desk of the hospital hears, too. */
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
  ],
};

/** Who is told what about a question. Pure. */
export function planTeleconsultation(name: TeleconsultationMessage, data: TeleconsultationChanged): PlannedNotice[] {
  const task: Urgency = data.urgencyClass === 'U2' ? 'urgent' : 'task';
  const facts = factsOf(data);
  const byAsker = data.toState === 'returned';
  const planned = new Map<string, PlannedNotice>();
  for (const { to, template, weight, ways } of ADVICE_PLAN[name]) {
    if (to === 'desk' && ((data.alert ?? 1) < 2 || byAsker)) continue;
    const audience = audienceOf(to, data);
    if (!audience) continue;
    planned.set(audience.key, { audience, template, urgency: weight === 'task' ? task : 'info', facts, ways });
  }
  return [...planned.values()];
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
    case 'owner':
      return audienceOf(data.toState === 'returned' ? 'asker' : 'department', data);
  }
}

function factsOf(data: TeleconsultationChanged): Facts {
  const { teleconsultationId, urgencyClass, fromInstitution, toInstitution, toDepartment, dueAt } = data;
  return {
    teleconsultationId,
    urgencyClass,
    fromInstitution,
    toInstitution,
    ...(isRevealing(toDepartment) ? {} : { department: toDepartment }),
    ...(dueAt ? { dueAt } : {}),
  };
}
