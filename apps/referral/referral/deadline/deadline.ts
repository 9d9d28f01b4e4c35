import type { Direction, UrgencyClass } from '#contracts/codes.js';
import { after } from '#service/rules/working-hours.js';
import type { Purpose } from '../form/form.codes.js';
import type { ReferralRow } from '../store/referral.row.js';
import { minutesLeft, minutesOf, type Terms } from './terms.js';

type Classed = { direction: Direction; urgencyClass: UrgencyClass };

/** Key of a limit that depends on the class; all hand-backs have one class (domain §6). */
export const classed = (key: string, { direction, urgencyClass }: Classed): string =>
  `${key}.${direction === 'down' ? 'down' : urgencyClass}`;

/** Until when the receiver must decide, and when silence sends the referral on (L2, domain §8.3). */
export interface DecisionTimes {
  decideBy: Date;
  noDecisionAt: Date;
}

export function decisionTimes(referral: Classed, from: Date, terms: Terms): DecisionTimes {
  const until = (key: string) => after(from, terms.limit(classed(key, referral)), terms.calendar);
  return { decideBy: until('decide.within'), noDecisionAt: until('escalate.L2') };
}

/** However often it is redirected: when all decisions together take so long, L4 is told at once (T15). */
export function decisionCap(row: Classed & Pick<ReferralRow, 'submittedAt'>, terms: Terms): Date {
  const limit = terms.limit(classed('decide.within', row));
  const cap = { ...limit, amount: limit.amount * terms.count('redirect.capFactor') };
  return after(row.submittedAt, cap, terms.calendar);
}

/** Minutes of the time for the decision that a returned form keeps (T04). */
export function decideMinutesLeft(row: ReferralRow, terms: Terms): number {
  return minutesLeft(terms.now, row.decideBy, terms.limit(classed('decide.within', row)), terms.calendar);
}

/** After the answer the rest of the time runs on, at least a quarter of the class's limit (T05). */
export function resumedTimes(row: ReferralRow, terms: Terms): DecisionTimes {
  const limit = terms.limit(classed('decide.within', row));
  const escalation = terms.limit(classed('escalate.L2', row));
  const rest = Math.max(row.progress.decideMinutesLeft ?? 0, Math.ceil(minutesOf(limit) / 4));
  const inMinutes = (minutes: number, unit: typeof limit.unit) => {
    const working = unit === 'working-hours';
    return working ? { amount: minutes / 60, unit } : { amount: minutes, unit: 'minutes' as const };
  };
  const decideBy = after(terms.now, inMinutes(rest, limit.unit), terms.calendar);
  const gap = minutesOf(escalation) - minutesOf(limit);
  return { decideBy, noDecisionAt: after(decideBy, inMinutes(gap, limit.unit), terms.calendar) };
}

/** Until when the patient is to be placed: runs from the acceptance (T06). */
export function placeBy(row: Classed, terms: Terms): Date {
  return after(terms.now, terms.limit(classed('place.within', row)), terms.calendar);
}

/** What the validity depends on; `chronicSpecial`: the fund has approved the disease of this patient (门诊慢特病). */
type Lasting = Classed & { purpose: Purpose; chronicSpecial?: boolean };

/** End of the referral's validity (domain §7.9); null for U1, which never expires. */
export function validUntil(referral: Lasting, from: Date, terms: Terms): Date | null {
  const key = validityKey(referral);
  return key === null ? null : after(from, terms.limit(key), terms.calendar);
}

/** When the doctor is told next that the validity ends soon (T23); an urgent one has its ladder instead. */
export function warningAt({ urgencyClass }: Classed, until: Date | null, terms: Terms): Date | null {
  if (until === null || urgencyClass === 'U1' || urgencyClass === 'U2') return null;
  const before = (key: string) => new Date(until.getTime() - minutesOf(terms.limit(key)) * 60_000);
  return [before('expiry.warnFirst'), before('expiry.warnLast')].find((at) => at > terms.now) ?? null;
}

function validityKey({ direction, urgencyClass, purpose, chronicSpecial }: Lasting): string | null {
  if (direction === 'down') return 'validity.down';
  if (urgencyClass === 'U1') return null;
  if (urgencyClass === 'U2' || urgencyClass === 'U3') return `validity.${urgencyClass}`;
  if (purpose === 'admission') return 'validity.admission';
  return chronicSpecial ? 'validity.chronicSpecial' : 'validity.visit';
}
