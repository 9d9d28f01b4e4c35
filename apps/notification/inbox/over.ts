import { type ReferralState, TERMINAL_STATES } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import type { Passed, Passing } from './over.store.js';

type Message = Pick<Envelope, 'name' | 'county' | 'data' | 'occurredAt'>;

/** What messages say of each referral that they tell of, in the order of their keys. Pure. */
export function passings(messages: readonly Message[]): Passing[] {
  const found = new Map<string, Passing>();
  for (const message of messages) {
    const { referralId, referralCounty: county = message.county } = message.data as Partial<ReferralChanged>;
    if (!referralId) continue;
    const key = `${county} ${referralId}`;
    const passing = found.get(key) ?? { county, referralId, passed: {} };
    const what = passedBy(message);
    const known = what && passing.passed[what];
    if (what && !(known && known > message.occurredAt)) passing.passed[what] = message.occurredAt;
    found.set(key, passing);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, passing]) => passing);
}

/**
 * What a message says has been done, so that no earlier task of the referral waits for it any more; undefined where it
 * says nothing of the kind. Pure.
 */
function passedBy({ name, data }: Message): Passed | undefined {
  const { fromState, toState } = data as Partial<ReferralChanged>;
  if (name === 'referral.alert-acknowledged.v1') return 'alert';
  if (name === 'referral.form-completed.v1') return 'form';
  if (name === 'referral.redirected.v1') return 'receiver';
  if (!fromState || !toState || fromState === toState) return undefined;
  return TERMINAL_STATES.includes(toState as ReferralState) ? 'referral' : 'state';
}
