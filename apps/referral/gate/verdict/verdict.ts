import type { Direction, UrgencyClass } from '#contracts/codes.js';
import type { Benefit, InsuranceFacts } from '../../insurance/benefit.js';
import type { Pair } from '../../network/network.js';
import { isUpperHospital, type Tier } from '../../network/tiers.js';
import type { Considered, ExemptionCode, ExemptionFacts } from '../exemption/exemption.js';
import type { FirstVisitProof } from '../first-visit.js';

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

/** When a verdict is made (domain §3.2); `preview` is never stored. */
export type Moment = 'submit' | 'redirect' | 'choice' | 'arrival' | 'preview';

/** Where the patient is to go, or has come. */
export interface Place {
  county: string;
  institution: string;
  tier: Tier;
  /** Level of the hospital, 0 where it has none. */
  level: number;
}

/** What the fund gate judges; kept with the verdict so that it can be judged again. */
export interface VerdictInput {
  /** Instant of judgement, ISO. */
  at: string;
  moment?: Moment;
  to?: Place;
  exemption: ExemptionCode | null;
  considered?: Considered[];
  facts?: ExemptionFacts;
  insurance?: InsuranceFacts;
  /** Null = the patient came on their own. */
  referral: ReferralFacts | null;
  /** Null before arrival. */
  arrival: { at: string; tier: Tier } | null;
  /** The diagnosis stands in the catalogue of first-visit diseases; null = no diagnosis is known. */
  inCatalogue: boolean | null;
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
  /** What the verdict could not look at because nobody has recorded it. */
  unknown?: string[];
  /** What it means in money; advice only. */
  benefit?: Benefit;
  ruleSetVersion: string;
  inputs: VerdictInput;
  /** Verdicts of the same referral before this one, oldest first. */
  earlier?: Omit<Verdict, 'earlier'>[];
}

/** Reasons that allow a referral to pass over a tier (V02). */
export const SKIP_REASONS: readonly string[] = ['critical', 'no-subject', 'no-equipment'];

/** The fund gate: informs and never blocks. The first row of domain §3.2 that matches. */
export function judge(inputs: VerdictInput, ruleSetVersion: string): Verdict {
  const { verdict, code, reasons } = firstMatch(inputs);
  const penalty = verdict !== 'exempt' && verdict !== 'compliant' && verdict !== 'compliant-expected';
  const unknown = unknownIn(inputs);
  return { verdict, ...(code ? { code } : {}), reasons, penalty, unknown, ruleSetVersion, inputs };
}

/** What nobody has recorded, as far as the verdict might differ with it. */
function unknownIn({ exemption, facts, inCatalogue, considered = [] }: VerdictInput): string[] {
  if (exemption) return [];
  const lists = considered.some(({ missing }) => missing.includes('list-of-designated-hospitals'));
  return [
    ...(inCatalogue === null ? ['diagnosis'] : []),
    ...(facts && !facts.coverage ? ['coverage'] : []),
    ...(facts && facts.deptCode === null ? ['department'] : []),
    ...(lists ? ['designated-hospitals'] : []),
  ];
}

type Match = Pick<Verdict, 'verdict' | 'code' | 'reasons'>;

function firstMatch({ exemption, referral, arrival, inCatalogue, facts, to }: VerdictInput): Match {
  if (exemption) {
    const reasons = [`exemption-${exemption}`, ...adviceOnRisk(exemption, facts, to)];
    return { verdict: 'exempt', code: exemption, reasons };
  }
  if (!referral) {
    // The first visit itself: nobody refers to the primary level (domain §3.2, rows 6 and 7 speak of tier ≥ 3).
    if (arrival && !isUpperHospital(arrival.tier)) return { verdict: 'compliant', reasons: ['primary-first-visit'] };
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

/** EX02: a pregnancy at risk belongs to a hospital of level 2 or above (domain §3.1); said, never enforced. */
function adviceOnRisk(exemption: ExemptionCode, facts?: ExemptionFacts, to?: Place): string[] {
  const colour = facts?.evidence.maternal?.riskColour;
  if (exemption !== 'EX02' || !to || colour === undefined || colour === 'green') return [];
  return isUpperHospital(to.tier) && to.level >= 2 ? [] : ['maternal-risk-needs-level-2-hospital'];
}
