import { isPrimary, type Tier } from '../network/tiers.js';

/** The visit that is named as proof, as far as the rule needs it. */
export interface ProofVisit {
  patientId: string;
  episodeId: string;
  tier: Tier;
  visitedAt: Date;
}

export type ProofReason =
  | 'first-visit-proven'
  | 'first-visit-missing'
  | 'first-visit-of-another-patient'
  | 'first-visit-of-another-episode'
  | 'first-visit-not-primary'
  | 'first-visit-too-old'
  | 'first-visit-in-future';

export interface FirstVisitProof {
  proven: boolean;
  reasons: ProofReason[];
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * First-visit proof: a visit of this patient at tier 1–2, in the same episode, at most `maxAgeDays` old
 * (domain §3.1). A reason for everything that is wrong with it.
 */
export function proveFirstVisit(
  visit: ProofVisit | null,
  wanted: { patientId: string; episodeId: string; maxAgeDays: number },
  now: Date,
): FirstVisitProof {
  if (!visit) return { proven: false, reasons: ['first-visit-missing'] };
  const age = now.getTime() - visit.visitedAt.getTime();
  const reasons: ProofReason[] = [];
  if (visit.patientId !== wanted.patientId) reasons.push('first-visit-of-another-patient');
  if (visit.episodeId !== wanted.episodeId) reasons.push('first-visit-of-another-episode');
  if (!isPrimary(visit.tier)) reasons.push('first-visit-not-primary');
  if (age > wanted.maxAgeDays * DAY_MILLISECONDS) reasons.push('first-visit-too-old');
  if (age < 0) reasons.push('first-visit-in-future');
  return reasons.length === 0 ? { proven: true, reasons: ['first-visit-proven'] } : { proven: false, reasons };
}
