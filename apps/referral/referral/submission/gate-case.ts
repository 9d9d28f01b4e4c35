import { leadingCode } from '../../diagnosis/leading.js';
import { knownEvidence } from '../../gate/exemption/evidence.js';
import { insuranceOf, personOf } from '../../gate/person.js';
import { type GateCase, placeOf } from '../../gate/verdict/case.js';
import { SKIP_REASONS } from '../../gate/verdict/verdict.js';
import type { InsuranceFacts } from '../../insurance/benefit.js';
import type { CareType } from '../../insurance/insurance.codes.js';
import { isPrimary } from '../../network/tiers.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { episodeOf, proofOf } from './question.js';
import type { Question, Receiver } from './receiver.js';
import type { Applicant } from './submission.js';

const INPATIENT: readonly string[] = ['admission', 'day-surgery', 'transfer', 'inpatient-bed'];

/** What the fund gate judges at submit. */
export function gateCaseOf(
  form: SubmitReferral,
  { facts, network, now }: Applicant,
  question: Question,
  receiver: Receiver,
  validUntil: Date | null,
): GateCase {
  const { from, day, direction, urgencyClass, county, contractActive, deptCode } = question;
  const careType = careTypeOf(form);
  const episodeId = episodeOf(facts);
  return {
    at: now,
    moment: 'submit',
    to: placeOf(receiver.institution),
    arrivedAt: null,
    referral: {
      direction,
      urgencyClass,
      pair: receiver.pair,
      validUntil: validUntil?.toISOString() ?? null,
      fromTier: from.tier,
      toTier: receiver.institution.tier,
      firstVisit: proofOf(facts, network, now),
      skipReason: question.reasons.find((reason) => SKIP_REASONS.includes(reason)) ?? null,
      skipAllowed: network.rules.flag('tier.allowSkip', { county }, day),
    },
    facts: {
      ...personOf(facts, county),
      urgencyClass,
      careType,
      contractActive,
      referredByPrimary: isPrimary(from.tier),
      deptCode: deptCode || null,
      icd10: leadingCode(form.up?.provisionalDiagnosis ?? form.down?.finalDiagnosis),
      evidence: knownEvidence(form.evidence),
      claimed: form.claimedExemption ?? null,
    },
    insurance: {
      ...insuranceOf(facts, episodeId, careType, question.wish?.earliest ?? now.toISOString()),
      ...(facts.coverage ? {} : { coverage: toldCoverage(form, county) }),
    },
  };
}

/** What the doctor wrote where nothing is recorded; the fund of the county where no pooling area is given. */
function toldCoverage({ coverage }: SubmitReferral, county: string): InsuranceFacts['coverage'] {
  if (!coverage) return null;
  const { scheme, poolingArea = county, aidCategory = null } = coverage;
  return { scheme, poolingArea, aidCategory };
}

function careTypeOf({ purpose, requested }: SubmitReferral): CareType {
  return INPATIENT.includes(purpose) || INPATIENT.includes(requested?.pool ?? '') ? 'inpatient' : 'outpatient';
}
