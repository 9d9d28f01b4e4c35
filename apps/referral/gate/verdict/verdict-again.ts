import type { Institution } from '../../network/institution.entity.js';
import type { Network, Pair } from '../../network/network.js';
import { type GateCase, judgeCase, placeOf } from './case.js';
import { judge, type ReferralFacts, type Verdict } from './verdict.js';

/**
 * The verdict for another receiver, after a redirect or by the patient's choice (domain §3.2): the facts of the submission,
 * the receiver's pair and tier, the rule version that the submission froze. The verdicts before it stay beside it.
 */
export function judgeReceiver(
  verdict: Verdict,
  { to, pair, moment, network, at }: { to: Institution; pair: Pair; moment: 'redirect' | 'choice' } & Now,
): Verdict {
  const referral = verdict.inputs.referral && { ...verdict.inputs.referral, pair, toTier: to.tier };
  return again(verdict, network, { to: placeOf(to), moment, at, referral, arrivedAt: null });
}

/** The verdict once the patient is there. @param validUntil as it is by now: it may have been extended (T36) */
export function judgeArrival(
  verdict: Verdict,
  { to, validUntil, network, at }: { to: Institution; validUntil: Date | null } & Now,
): Verdict {
  const referral = verdict.inputs.referral && referralNow(verdict.inputs.referral, validUntil);
  return again(verdict, network, { to: placeOf(to), moment: 'arrival', at, referral, arrivedAt: at });
}

/** What the referral said at its submission, with the end of its validity as it is by now. */
export const referralNow = (said: ReferralFacts, validUntil: Date | null): ReferralFacts => ({
  ...said,
  validUntil: validUntil?.toISOString() ?? null,
});

interface Now {
  network: Network;
  at: Date;
}

function again(verdict: Verdict, network: Network, now: Omit<GateCase, 'facts' | 'insurance'>): Verdict {
  const { earlier = [], ...before } = verdict;
  const { facts, insurance, ...inputs } = before.inputs;
  const next =
    facts && insurance
      ? judgeCase(network, { ...now, facts, insurance: beginning(insurance, now) }, before.ruleSetVersion)
      : judgeBare(inputs, now, before.ruleSetVersion);
  return { ...next, earlier: [...earlier, before] };
}

/** A referral from before the facts were kept: what its verdict was made from has to do. */
function judgeBare(
  inputs: Verdict['inputs'],
  { at, moment, to, referral, arrivedAt }: Omit<GateCase, 'facts' | 'insurance'>,
  version: string,
) {
  const arrival = arrivedAt && { at: arrivedAt.toISOString(), tier: to.tier };
  return judge({ ...inputs, at: at.toISOString(), moment, to, referral, arrival }, version);
}

/** The care begins when the patient is there. */
const beginning = (insurance: GateCase['insurance'], { arrivedAt }: { arrivedAt: Date | null }) =>
  arrivedAt ? { ...insurance, startsAt: arrivedAt.toISOString() } : insurance;
