import type { Direction } from '#contracts/codes.js';
import { after } from '#service/rules/working-hours.js';
import type { Terms } from '../deadline/terms.js';
import type { ReferralRow } from '../store/referral.row.js';

/** An up-referral after a hand-back goes to the front of its class, by all channels. */
export const isRelapse = (parent: ReferralRow | null): boolean => parent?.direction === 'down';

/** The patient is in care here and goes on to another house, not home: V07 counts beside that referral (T27). */
export const isOnward = (direction: Direction, parent: ReferralRow | null, from: string): boolean =>
  direction !== 'down' &&
  parent !== null &&
  parent.direction !== 'down' &&
  parent.toInstitution === from &&
  (parent.state === 'arrived' || parent.state === 'in-care');

/** It counts as a bounce-back when the hospital let the patient go no longer than `bounceBack.within` ago (domain §11). */
export function isBounceBack(parent: ReferralRow | null, terms: Terms): boolean {
  if (!parent || !isRelapse(parent)) return false;
  const left = new Date(parent.progress.departedAt ?? parent.progress.dischargeAt ?? parent.submittedAt);
  return terms.now <= after(left, terms.limit('bounceBack.within'), terms.calendar);
}
