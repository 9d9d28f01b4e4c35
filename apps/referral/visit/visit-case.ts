import type { EligibilityFacts } from '../gate/eligibility.store.js';
import type { Evidence } from '../gate/exemption/evidence.dto.js';
import { type KnownEvidence, knownEvidence } from '../gate/exemption/evidence.js';
import type { ExemptionCode } from '../gate/exemption/exemption.js';
import { insuranceOf, personOf } from '../gate/person.js';
import { type GateCase, placeOf } from '../gate/verdict/case.js';
import type { ReferralFacts } from '../gate/verdict/verdict.js';
import type { Institution } from '../network/institution.entity.js';
import { isPrimary } from '../network/tiers.js';
import type { VisitType } from './encounter.entity.js';

/** A patient who is here, or would come. */
export interface Coming {
  at: Date;
  here: Institution;
  facts: EligibilityFacts;
  careType: VisitType;
  deptCode: string | null;
  icd10: string | null;
  /** What the referral said that brings the patient; null = on their own. */
  referral: ReferralFacts | null;
  evidence?: Evidence;
  /** Evidence that the referral came with. */
  shownBefore?: KnownEvidence;
  claimed?: ExemptionCode;
  episodeId?: string;
  /** The visit itself, if it is stored already. */
  visitId?: string;
}

/** What the fund gate judges when a patient comes, with or without a referral (domain §3.2). */
export function comingCaseOf(one: Coming, moment: 'arrival' | 'preview'): GateCase {
  const { at, here, facts, careType, deptCode, icd10, referral, episodeId } = one;
  const careOfFund = careType === 'inpatient' ? 'inpatient' : 'outpatient';
  return {
    at,
    moment,
    to: placeOf(here),
    arrivedAt: at,
    referral,
    facts: {
      ...personOf(facts, here.county),
      urgencyClass: referral?.urgencyClass ?? null,
      careType,
      contractActive: facts.contract !== null,
      referredByPrimary: referral !== null && referral.direction === 'up' && isPrimary(referral.fromTier),
      deptCode,
      icd10,
      evidence: { ...one.shownBefore, ...knownEvidence(one.evidence) },
      claimed: one.claimed ?? null,
    },
    insurance: insuranceOf(facts, episodeId, careOfFund, at.toISOString(), one.visitId),
  };
}
