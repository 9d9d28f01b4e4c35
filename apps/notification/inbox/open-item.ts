import type { Envelope } from '#contracts/envelope.js';
import type { NoticeAcknowledged } from '#contracts/notice.events.js';
import type { ReferralOverdue } from '#contracts/referral.events.js';

/** What is overdue, and the rung of the ladder that a notice tells of: an acknowledgement goes back to it. */
export type OpenItem = Omit<NoticeAcknowledged, 'noticeId' | 'actor'>;

/** The item that an alert is about; undefined for every other message. */
export function openItemOf({ name, data }: Pick<Envelope, 'name' | 'data'>): OpenItem | undefined {
  if (name !== 'referral.overdue.v1') return undefined;
  const { referralId, referralCounty, dueKind, dueAt, rung, repeat } = data as ReferralOverdue;
  if (!dueKind || !dueAt) return undefined;
  return {
    subject: 'referral',
    subjectId: referralId,
    subjectCounty: referralCounty,
    dueKind,
    dueAt,
    rung,
    repeat: repeat ?? 0,
  };
}
