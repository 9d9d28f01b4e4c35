import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { NOTICE_COLUMNS, type NoticeRow } from '../notice/notice.row.js';
import type { NoticeTraceDelivery } from './trace.dto.js';

/** A notice with what became of it. */
export interface TracedRow extends NoticeRow {
  institution: string;
  acknowledged_at: Date | null;
  acknowledged_role: string | null;
  deliveries: (Omit<NoticeTraceDelivery, 'endedAt'> & { endedAt: string | null })[];
}

const LIST: Statement = {
  name: 'notice-trace',
  text: `
    SELECT ${NOTICE_COLUMNS}, n.institution, n.acknowledged_at, n.acknowledged_role,
           coalesce((SELECT json_agg(json_build_object('channel', d.channel, 'state', d.state, 'attempts', d.attempts, 'endedAt', d.ended_at)
                                     ORDER BY d.id)
                       FROM delivery d WHERE d.county = n.county AND d.notice_id = n.id AND d.channel <> 'webhook'), '[]') AS deliveries
      FROM notice n WHERE n.referral_id = $2 AND (n.county = $1 OR starts_with(n.referral_no, $1)) AND ($3::uuid IS NULL OR n.id > $3)
      ORDER BY n.id LIMIT $4`,
};

/** The notices of one referral that were told in a county, and in others where it is a referral of that county; oldest first. */
export function noticesOfReferral(
  tx: EntityManager,
  county: string,
  referralId: string,
  after: string | null,
  limit: number,
): Promise<TracedRow[]> {
  return run<TracedRow>(tx, LIST, [county, referralId, after, limit]);
}
