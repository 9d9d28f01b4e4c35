import type { Direction } from '#contracts/codes.js';
import { localDate } from '#service/calendar/local-time.js';
import type { Network } from '../network/network.js';
import type { Tier } from '../network/tiers.js';
import { continuousDeductible, type PaidStay } from './deductible.js';
import type { AidCategory, CareType, Scheme } from './insurance.codes.js';
import { coversCounty, type Rung, rungOf } from './ladder.js';

/** Who is insured where, and what was paid so far; kept with the verdict so that it can be computed again. */
export interface InsuranceFacts {
  /** Null = nobody has recorded it. */
  coverage: { scheme: Scheme; poolingArea: string; aidCategory: AidCategory | null } | null;
  careType: CareType;
  /** Inpatient stays of the episode. */
  stays: PaidStay[];
  /** Expected or real begin of the care, ISO. */
  startsAt: string;
}

export interface BenefitQuestion extends InsuranceFacts {
  to: { county: string; institution: string; tier: Tier };
  direction: Direction | null;
  deptCode: string;
  /** The verdict takes the penalty. */
  penalty: boolean;
}

/** What the care means in money: advice only, the insurer settles (domain §3.3). Fen and basis points. */
export interface Benefit {
  careType: CareType;
  tier: Tier;
  scheme?: Scheme;
  inArea?: boolean;
  /** Share that the fund pays above the deductible; absent where it is not known. */
  rateBps?: number;
  /** Deductible of the tier. */
  deductibleFen?: number;
  /** Deductible that is still to be paid. */
  payNowFen?: number;
  alreadyPaidFen: number;
  deductibleContinuous: boolean;
  /** The same with a referral in order: what the penalty costs. */
  ifCompliant?: { rateBps: number; payNowFen: number };
  depositWaived: boolean;
  reasons: string[];
  /** What was not known: the figures above that need it are left out. */
  unknown: string[];
  ladder?: Rung['edition'];
}

/** Ladder, penalty and continuous deductible for one receiver. Pure; says what it does not know instead of guessing. */
export function benefitOf(network: Network, question: BenefitQuestion): Benefit {
  const { coverage, careType, to, penalty, direction } = question;
  const waived = depositRule(network, question);
  const bare = { careType, tier: to.tier, alreadyPaidFen: 0, deductibleContinuous: false, depositWaived: waived };
  if (!coverage) return { ...bare, reasons: [], unknown: ['coverage'] };
  const { scheme } = coverage;
  if (scheme === 'none') return { ...bare, scheme, reasons: ['not-insured'], unknown: [] };
  const inArea = coversCounty(coverage.poolingArea, to.county);
  const designated = network.isDesignated(to.institution, localDate(new Date(question.startsAt)));
  if (designated === false) return { ...bare, scheme, inArea, rateBps: 0, reasons: ['not-designated'], unknown: [] };
  const regular = rung(network, question, inArea, true);
  const mine = rung(network, question, inArea, !penalty);
  if (!regular || !mine) return { ...bare, scheme, inArea, reasons: [], unknown: ['benefit-ladder'] };
  const now = deductibleOf(network, question, mine.deductibleFen, !penalty);
  const best = deductibleOf(network, { ...question, direction: direction ?? 'up' }, regular.deductibleFen, true);
  return {
    ...bare,
    scheme,
    inArea,
    rateBps: mine.rateBps,
    deductibleFen: mine.deductibleFen,
    payNowFen: now.payNowFen,
    alreadyPaidFen: now.alreadyPaidFen,
    deductibleContinuous: now.continuous,
    ifCompliant: { rateBps: regular.rateBps, payNowFen: best.payNowFen },
    reasons: [...(penalty ? ['penalty'] : []), ...now.reasons],
    unknown: [...now.unknown, ...(designated === undefined ? ['designation'] : [])],
    ladder: mine.edition,
  };
}

function rung(network: Network, question: BenefitQuestion, inArea: boolean, compliant: boolean): Rung | undefined {
  const { coverage, careType, to, startsAt } = question;
  if (!coverage) return undefined;
  const day = localDate(new Date(startsAt));
  const penaltyBps = network.rules.number('penalty.nonCompliant', placeOf(to), day);
  // The ladder is that of the fund the person belongs to, not of the hospital's county.
  const asked = { county: coverage.poolingArea, scheme: coverage.scheme, tier: to.tier, inArea, careType, day };
  return rungOf(network.ladders, { ...asked, compliant }, penaltyBps);
}

function deductibleOf(network: Network, question: BenefitQuestion, fullFen: number, eligible: boolean) {
  const { to, direction, careType, stays, startsAt } = question;
  if (careType === 'outpatient') {
    return { payNowFen: fullFen, alreadyPaidFen: 0, continuous: false, reasons: [], unknown: [] };
  }
  const day = localDate(new Date(startsAt));
  const maxGapDays = network.rules.number('deductible.continuous.maxGapDays', placeOf(to), day);
  const together = (institution: string) => isTogether(network, question, institution, day);
  return continuousDeductible({ fullFen, direction, eligible, stays, together, admittedAt: startsAt, maxGapDays });
}

/** One county consortium; where a side is of tier 4 and the rule row allows it, a city group or an agreement. */
function isTogether(network: Network, { to, deptCode }: BenefitQuestion, before: string, day: string): boolean {
  if (before === to.institution) return true;
  const ours = network.consortiumOf(to.institution, day)?.id;
  if (ours !== undefined && network.consortiumOf(before, day)?.id === ours) return true;
  const superior = to.tier === 4 || network.institution(before)?.tier === 4;
  if (!superior || !network.rules.flag('deductible.continuous.tier4', placeOf(to), day)) return false;
  return (
    network.pair(before, to.institution, 'up', deptCode, day) !== 'none' ||
    network.pair(to.institution, before, 'up', deptCode, day) !== 'none'
  );
}

/** No deposit is asked of who receives medical aid (domain §3.3, SH, LS25). */
function depositRule(network: Network, { coverage, to, startsAt }: BenefitQuestion): boolean {
  const waived = network.rules.value('deposit.waivedFor', placeOf(to), localDate(new Date(startsAt)));
  return Array.isArray(waived) && coverage?.aidCategory != null && waived.includes(coverage.aidCategory);
}

const placeOf = ({ county, institution }: BenefitQuestion['to']) => ({ county, institution });
