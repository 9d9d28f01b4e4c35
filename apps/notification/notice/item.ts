import type { MessageName } from '#contracts/catalogue.js';
import type { ItemOverdue } from '#contracts/item.events.js';
import { type PlanRow, told } from './plan.js';
import type { PlannedNotice } from './planned.js';
import { postOf } from './posts.js';

/** The messages about an open item that is no step of a referral. */
type ItemMessage = Extract<MessageName, 'approval.overdue.v1' | 'displacement.overdue.v1'>;

export const isAboutItem = (name: MessageName): name is ItemMessage =>
  name === 'approval.overdue.v1' || name === 'displacement.overdue.v1';

/** Every rung tells the post that the message names; the authority (L5) reads that it is so, and can act on none. */
export const ITEM_PLAN: Readonly<Record<ItemMessage, readonly PlanRow<'rung-owner'>[]>> = {
  'approval.overdue.v1': [
    told('rung-owner', 'approval-overdue', 'task', 'ladder', 'to-office'),
    told('rung-owner', 'item-overdue-report', 'info', 'app', 'to-authority'),
  ],
  'displacement.overdue.v1': [
    told('rung-owner', 'displacement-overdue', 'task', 'ladder', 'to-office'),
    told('rung-owner', 'item-overdue-report', 'info', 'app', 'to-authority'),
  ],
};

/** Who is told what about an overdue item. Pure. */
export function planItem(name: ItemMessage, data: ItemOverdue): PlannedNotice[] {
  const { institution, dueAt, rung, owner, ownerCounty, ownerInstitution } = data;
  const condition = owner === 'county-health-authority' ? 'to-authority' : 'to-office';
  const audience = postOf(ownerCounty, ownerInstitution, data);
  return ITEM_PLAN[name]
    .filter(({ only }) => only === condition)
    .map(({ template, weight, ways }) => {
      const facts = { toInstitution: institution, dueAt, rung };
      return { audience, template, urgency: weight, facts, ways };
    });
}
