import { after } from '#service/rules/working-hours.js';
import type { Terms } from '../deadline/terms.js';
import { advance } from '../road/advance.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { ContactAttempt } from './care.dto.js';

/** Attempts that still count (T18: three in seven days). */
export function failedContacts({ progress }: Pick<ReferralRow, 'progress'>, terms: Terms): string[] {
  const limit = terms.limit('noShow.contactWithin');
  return (progress.contactAttempts ?? []).filter((at) => after(new Date(at), limit, terms.calendar) > terms.now);
}

/** F02: the team tried in vain to reach the patient who was handed back. */
export function noteContactAttempt(at: Situation, { text }: ContactAttempt): Passage {
  const attempts = [...failedContacts(at.row, at.terms), at.terms.now.toISOString()];
  return advance(at, 'attempt-contact', {
    event: 'contact-failed',
    detail: { attempts: attempts.length },
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: { progress: { ...at.row.progress, contactAttempts: attempts } },
  });
}
