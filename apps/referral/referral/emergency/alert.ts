import { advance } from '../road/advance.js';
import { telling } from '../road/leaving.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import type { AlertAcknowledgement } from './emergency.dto.js';
import { takeOver } from './hand-off.js';

/** T34, or, at a centre that is asked to take the patient over, the hand-off (domain §5.3). */
export function acknowledgeAlert(at: Situation, { text }: AlertAcknowledgement): Passage {
  if (at.actors.includes('H') && at.row.handoffInstitution !== at.row.toInstitution) return takeOver(at);
  return advance(at, 'acknowledge-alert', {
    event: 'alert-acknowledged',
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: { progress: { ...at.row.progress, alertAcknowledgedAt: at.terms.now.toISOString() } },
    message: telling('referral.alert-acknowledged.v1'),
  });
}
