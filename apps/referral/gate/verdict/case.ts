import { localDate } from '#service/calendar/local-time.js';
import { benefitOf, type InsuranceFacts } from '../../insurance/benefit.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network } from '../../network/network.js';
import { type ExemptionFacts, exemptionOf } from '../exemption/exemption.js';
import { exemptionRules } from '../exemption/exemption-rules.js';
import { judge, type Moment, type Place, type ReferralFacts, type Verdict } from './verdict.js';

/** Everything the fund gate looks at. */
export interface GateCase {
  at: Date;
  moment: Moment;
  to: Place;
  /** Null = the patient came, or would come, on their own. */
  referral: ReferralFacts | null;
  /** Instant of the arrival; null before it. */
  arrivedAt: Date | null;
  facts: ExemptionFacts;
  insurance: InsuranceFacts;
}

/**
 * The fund gate (domain §3.2, §3.3): exemption, verdict and what it means in money. Pure, informs and never blocks.
 * @param ruleSetVersion of the submission where a referral is judged again: it is frozen there
 */
export function judgeCase(network: Network, one: GateCase, ruleSetVersion: string = network.ruleSetVersion): Verdict {
  const { at, moment, to, referral, arrivedAt, facts, insurance } = one;
  const { code, considered } = exemptionOf(facts, exemptionRules(network, to.institution, at));
  const inCatalogue = facts.icd10 === null ? null : network.firstVisitTier(facts.icd10, localDate(at)) !== undefined;
  const arrival = arrivedAt && { at: arrivedAt.toISOString(), tier: to.tier };
  const judged = { at: at.toISOString(), moment, to, exemption: code, considered, facts, insurance };
  const verdict = judge({ ...judged, referral, arrival, inCatalogue }, ruleSetVersion);
  const benefit = benefitOf(network, {
    ...insurance,
    to,
    direction: referral?.direction ?? null,
    deptCode: facts.deptCode ?? '',
    penalty: verdict.penalty,
  });
  return { ...verdict, benefit };
}

export function placeOf({ county, code, tier, level }: Institution): Place {
  return { county, institution: code, tier, level };
}
