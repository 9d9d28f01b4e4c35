import type { Schema } from '../api/client';

/** Where a notice is dealt with: the referral, the question to a specialist, or the slots that it told of. */
export function placeOf({
  id,
  event,
  referralId,
  facts,
}: Pick<Schema<'NoticeItem'>, 'id' | 'event' | 'referralId' | 'facts'>): string | undefined {
  if (referralId) return `/referrals/${referralId}`;
  if (event === 'slot.subscription-ended') return '/slots';
  if (event.startsWith('slot.')) return `/slots?notice=${id}`;
  const { teleconsultationId } = facts as { teleconsultationId?: string };
  return teleconsultationId ? `/day?question=${teleconsultationId}` : undefined;
}
