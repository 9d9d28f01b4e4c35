import type { PatientOf } from '../delivery/delivery.js';
import type { TemplateCode } from '../words/templates.js';
import { type Audience, countyAuthority, countyOffices, desk } from './audience.js';
import type { Facts, Urgency } from './notice.js';
import type { PlanRow, Recipient } from './plan.js';
import type { WaysName } from './ways.js';

/** One notice to be written. */
export interface PlannedNotice {
  readonly audience: Audience;
  readonly template: TemplateCode;
  readonly urgency: Urgency;
  readonly facts: Facts;
  /** How it is told beside the inbox. */
  readonly ways: WaysName;
  /** Of a patient or a contact: whose file knows the telephone. */
  readonly patientOf?: PatientOf;
  /** Who must call where it reached nobody; absent = whoever it was for. */
  readonly caller?: Audience;
}

/** How urgent a task about a referral of this class is. */
export function urgencyOf(urgencyClass: string | undefined): 'urgent' | 'task' {
  return urgencyClass === 'U1' || urgencyClass === 'U2' ? 'urgent' : 'task';
}

/** A notice with the recipient of its row. */
export type Addressed = PlannedNotice & { readonly to: Recipient };

/** Rows of a plan as notices, each audience once. @param task how urgent a task of this case is */
export function toNotices(
  rows: readonly PlanRow[],
  task: Urgency,
  facts: Facts,
  find: (to: Recipient) => Audience,
): Addressed[] {
  const planned = new Map<string, Addressed>();
  for (const { to, template, weight, ways } of rows) {
    const audience = find(to);
    // Desk and doctors of a down-referral are one team: the first row speaks.
    if (planned.has(audience.key)) continue;
    planned.set(audience.key, { to, audience, template, urgency: weight === 'task' ? task : 'info', facts, ways });
  }
  return [...planned.values()];
}

/** What is the matter of a hospital, of the consortium offices of its county, or of the county's authority. */
export function ofHouse(to: Recipient, county: string, institution: string): Audience {
  if (to === 'county-authority') return countyAuthority(county);
  return to === 'county-offices' ? countyOffices(county) : desk(county, institution);
}
