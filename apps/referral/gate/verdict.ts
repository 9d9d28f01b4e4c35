import type { Direction, UrgencyClass } from '#contracts/codes.js';
import type { Pair } from '../network/network.js';
import type { Tier } from '../network/tiers.js';
import type { ExemptionCode } from './exemption.js';
import type { FirstVisitProof } from './first-visit.js';

export const VERDICTS = [
  'exempt',
  'out-of-network',
  'expired-referral',
  'chain-broken',
  'compliant',
  'compliant-expected',
  'bypass-first-visit',
  'unreferred',
] as const;
export type VerdictCode = (typeof VERDICTS)[number];

/** What the fund gate judges; kept with the verdict so that it can be judged again. */
export interface VerdictInput {
  /** Instant of judgement, ISO. */
  at: string;
  exemption: ExemptionCode | null;
  /** Null = the patient came on their own. */
  referral: ReferralFacts | null;
  /** Null before arrival. */
  arrival: { at: string; tier: Tier } | null;
  /** The diagnosis stands in the catalogue of first-visit diseases. */
  inCatalogue: boolean;
}

export interface ReferralFacts {
  direction: Direction;
  urgencyClass: UrgencyClass;
  pair: Pair;
  /** ISO instant; null = no end (U1). */
  validUntil: string | null;
  fromTier: Tier;
  toTier: Tier;
  firstVisit: FirstVisitProof;
  /** Reason for passing over a tier (V02), null if none was given. */
  skipReason: string | null;
  /** `tier.allowSkip` of the county. */
  skipAllowed: boolean;
}

export interface Verdict {
  verdict: VerdictCode;
  /** Exemption code where the verdict is `exempt`. */
  code?: ExemptionCode;
  reasons: string[];
  /** Exempt and compliant visits keep their benefit; the others take the penalty. Care is never refused. */
  penalty: boolean;
  ruleSetVersion: string;
  inputs: VerdictInput;
}

/** Reasons that allow a referral to pass over a tier (V02). */
export const SKIP_REASONS: readonly string[] = ['critical', 'no-subject', 'no-equipment'];

/** The fund gate: informs and never blocks. The first row of domain §3.2 that matches. */
export function judge(inputs: VerdictInput, ruleSetVersion: string): Verdict {
  const { verdict, code, reasons } = firstMatch(inputs);
  const penalty = verdict !== 'exempt' && verdict !== 'compliant' && verdict !== 'compliant-expected';
  return { verdict, ...(code ? { code } : {}), reasons, penalty, ruleSetVersion, inputs };
}

type Match = Pick<Verdict, 'verdict' | 'code' | 'reasons'>;

function firstMatch({ exemption, referral, arrival, inCatalogue }: VerdictInput): Match {
  if (exemption) return { verdict: 'exempt', code: exemption, reasons: [`exemption-${exemption}`] };
  if (!referral) {
    return inCatalogue
      ? { verdict: 'bypass-first-visit', reasons: ['no-referral', 'disease-in-catalogue'] }
      : { verdict: 'unreferred', reasons: ['no-referral'] };
  }
  const urgent = referral.urgencyClass === 'U1' || referral.urgencyClass === 'U2';
  if (referral.pair === 'none' && !urgent)
    return { verdict: 'out-of-network', reasons: ['no-consortium-no-agreement'] };
  if (arrival && referral.validUntil !== null && referral.validUntil < arrival.at) {
    return { verdict: 'expired-referral', reasons: ['arrived-after-validity'] };
  }
  const broken = brokenChain(referral);
  if (broken.length > 0) return { verdict: 'chain-broken', reasons: broken };
  const reasons = [`pair-${referral.pair}`, ...referral.firstVisit.reasons];
  return { verdict: arrival ? 'compliant' : 'compliant-expected', reasons };
}

/** The chain holds when the first visit is proven where it must be and no tier is passed over without reason. */
function brokenChain(referral: ReferralFacts): string[] {
  if (referral.direction !== 'up') return [];
  const proofNeeded = referral.fromTier <= 2 && !referral.firstVisit.proven;
  const skipped = referral.toTier - referral.fromTier > 1;
  const excused = referral.skipAllowed || SKIP_REASONS.includes(referral.skipReason ?? '');
  return [...(proofNeeded ? referral.firstVisit.reasons : []), ...(skipped && !excused ? ['tier-skipped'] : [])];
}
