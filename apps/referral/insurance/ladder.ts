import type { FieldError } from '#service/problem/problem.js';
import { holdsOn } from '../network/dated.js';
import type { Tier } from '../network/tiers.js';
import type { CareType, Scheme } from './insurance.codes.js';
import type { BenefitLadder } from './ladder.entity.js';

/** `BenefitLadder(region, scheme, tier, inArea, compliant, careType, validFrom)` (domain §3.3). */
export interface LadderQuestion {
  county: string;
  scheme: Scheme;
  tier: Tier;
  inArea: boolean;
  compliant: boolean;
  careType: CareType;
  /** Local date. */
  day: string;
}

export interface Rung {
  deductibleFen: number;
  rateBps: number;
  /** Edition that it was read from. */
  edition: { region: string; version: number; validFrom: string };
}

/** Share of the cost that is paid after a bypass: an edition of its own, else the penalty is taken off, not below 0. */
export function rungOf(
  editions: readonly BenefitLadder[],
  question: LadderQuestion,
  penaltyBps: number,
): Rung | undefined {
  const full = editionFor(editions, { ...question, compliant: true });
  const regular = full && read(full, question.tier);
  if (question.compliant || !regular) return regular;
  const own = editionFor(editions, question);
  const reduced = Math.max(0, regular.rateBps - penaltyBps);
  // Nobody is paid more after a bypass, whatever an edition says.
  return own
    ? { ...read(own, question.tier), rateBps: Math.min(regular.rateBps, read(own, question.tier).rateBps) }
    : { ...regular, rateBps: reduced };
}

/** The latest edition of the narrowest region that has one in force that day. */
function editionFor(
  editions: readonly BenefitLadder[],
  { county, scheme, inArea, compliant, careType, day }: LadderQuestion,
): BenefitLadder | undefined {
  const fitting = editions.filter(
    (one) =>
      one.scheme === scheme &&
      one.careType === careType &&
      one.inArea === inArea &&
      one.compliant === compliant &&
      holdsOn(one, day),
  );
  for (const region of regionsOf(county)) {
    const [latest] = fitting.filter((one) => one.region === region).sort((a, b) => b.version - a.version);
    if (latest) return latest;
  }
  return undefined;
}

function read({ deductibleFen, rateBps, region, version, validFrom }: BenefitLadder, tier: Tier): Rung {
  const edition = { region, version, validFrom };
  return { deductibleFen: deductibleFen[tier - 1] ?? 0, rateBps: rateBps[tier - 1] ?? 0, edition };
}

/** From the county to the nation. */
export const regionsOf = (county: string): string[] => [
  ...new Set([county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, '000000']),
];

/** True where the pooling area (a county's, city's or province's code) covers the county. */
export const coversCounty = (poolingArea: string, county: string): boolean => regionsOf(county).includes(poolingArea);

/** `ladder.monotone`: rate(tier n) ≥ rate(tier n+1), for every edition by itself (domain §3.3). */
export function monotoneFaults(rateBps: readonly number[], field: string): FieldError[] {
  return rateBps.flatMap((rate, at) => {
    const below = rateBps[at - 1];
    if (below === undefined || rate <= below) return [];
    const message = `Tier ${at + 1} is paid more (${rate}) than tier ${at} (${below}): the share must not rise with the tier.`;
    return [{ field: `${field}.${at}`, code: 'not-monotone', message }];
  });
}
