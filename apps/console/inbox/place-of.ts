import type { Schema } from '../api/client';
import type { Role } from '../session/session';

/**
 * Where a notice is dealt with: the referral, the question to a specialist, or the slots that it told of. The consortium's
 * office opens no referral: it answers requests to void, and follows traces.
 */
export function placeOf(
  { id, event, referralId, facts }: Pick<Schema<'NoticeItem'>, 'id' | 'event' | 'referralId' | 'facts'>,
  roles: readonly Role[],
): string | undefined {
  if (referralId && roles.includes('consortium-office')) {
    return event === 'referral.void-requested' ? '/voids' : `/traces/${referralId}`;
  }
  if (referralId) return `/referrals/${referralId}`;
  if (event.startsWith('approval.')) return '/approvals';
  if (event === 'slot.subscription-ended') return '/slots';
  if (event.startsWith('slot.')) return `/slots?notice=${id}`;
  const { teleconsultationId } = facts as { teleconsultationId?: string };
  return teleconsultationId ? `/questions/${teleconsultationId}` : undefined;
}
