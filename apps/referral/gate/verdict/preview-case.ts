import { localDate } from '#service/calendar/local-time.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network } from '../../network/network.js';
import { isPrimary } from '../../network/tiers.js';
import { comingCaseOf } from '../../visit/visit-case.js';
import type { EligibilityFacts } from '../eligibility.store.js';
import { proveFirstVisit } from '../first-visit.js';
import type { GateCase } from './case.js';
import { type ReferralFacts, SKIP_REASONS } from './verdict.js';
import type { ThoughtOfReferral, VerdictQuestion } from './verdict-preview.dto.js';

interface Setting {
  network: Network;
  facts: EligibilityFacts;
  from: Institution;
  to: Institution;
  now: Date;
}

/** The case as it would be: a referral of the caller that would go to `to` now, or a patient who would come there alone. */
export function previewCaseOf(question: VerdictQuestion, setting: Setting): GateCase {
  const { facts, from, to, now } = setting;
  const { referral, deptCode = null, diagnosis = null, careType = 'outpatient', evidence, claimedExemption } = question;
  const said = referral ? referralFactsOf(referral, deptCode ?? '', setting) : null;
  const episodeId = question.episodeId ?? facts.visit?.episodeId;
  const coming = { at: now, here: to, facts, careType, deptCode, icd10: diagnosis, referral: said };
  const judged = comingCaseOf({ ...coming, evidence, claimed: claimedExemption, episodeId }, 'preview');
  const referredByPrimary = referral?.direction === 'up' && isPrimary(from.tier);
  // A referral is judged before the arrival: it can be compliant as expected only.
  return referral ? { ...judged, arrivedAt: null, facts: { ...judged.facts, referredByPrimary } } : judged;
}

function referralFactsOf(
  { direction, urgencyClass, reasonCode = [] }: ThoughtOfReferral,
  deptCode: string,
  { network, facts, from, to, now }: Setting,
): ReferralFacts {
  const [day, county] = [localDate(now), network.county];
  const maxAgeDays = network.rules.duration('firstVisit.maxAge', { county }, day).amount;
  const { patientId, visit } = facts;
  return {
    direction,
    urgencyClass,
    pair: network.pair(from.code, to.code, direction, deptCode, day),
    validUntil: null,
    fromTier: from.tier,
    toTier: to.tier,
    firstVisit: proveFirstVisit(visit, { patientId, episodeId: visit?.episodeId ?? '', maxAgeDays }, now),
    skipReason: reasonCode.find((reason) => SKIP_REASONS.includes(reason)) ?? null,
    skipAllowed: network.rules.flag('tier.allowSkip', { county }, day),
  };
}
