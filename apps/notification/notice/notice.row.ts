import type { TemplateCode } from '../words/templates.js';
import type { Facts, Notice, Urgency } from './notice.js';

/** Columns of table `notice` that a reader needs. */
export const NOTICE_COLUMNS =
  'n.id, n.audience, n.seq, n.event, n.template, n.urgency, n.referral_id, n.referral_no, n.facts, n.occurred_at';

export interface NoticeRow {
  id: string;
  audience: string;
  seq: number;
  event: string;
  template: TemplateCode;
  urgency: Urgency;
  referral_id: string | null;
  referral_no: string | null;
  facts: Facts;
  occurred_at: Date;
}

export function toNotice(row: NoticeRow): Notice {
  const { id, audience, seq, event, template, urgency, facts } = row;
  const referral =
    row.referral_id && row.referral_no ? { referralId: row.referral_id, referralNo: row.referral_no } : {};
  return { id, audience, seq, event, template, urgency, ...referral, facts, occurredAt: row.occurred_at.toISOString() };
}
