import { DAY_MS } from '#service/calendar/local-time.js';
import { isPrimary, type Tier } from '../network/tiers.js';

/** The visit that is named as proof, as far as the rule needs it. */
export interface ProofVisit {
  patientId: string;
  episodeId: string;
  tier: Tier;
  visitedAt: Date;
}

/** A teleconsultation that was answered before the referral: a question of the primary doctor proves the contact as well. */
export interface LinkedTeleconsultation {
  patientId: string;
  episodeId: string;
  answeredAt: Date;
}

export type ProofReason =
  | 'first-visit-proven'
  | 'teleconsultation-linked'
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

/** Whose first visit is to be proven, and how old it may be. */
export interface ProofWanted {
  patientId: string;
  episodeId: string;
  maxAgeDays: number;
}

/**
 * First-visit proof: a visit of this patient at tier 1–2, in the same episode, at most `maxAgeDays` old, or a linked
 * teleconsultation (domain §3.1). A reason for everything that is wrong with the visit.
 */
export function proveFirstVisit(
  visit: ProofVisit | null,
  wanted: ProofWanted,
  now: Date,
  teleconsultation?: LinkedTeleconsultation | null,
): FirstVisitProof {
  if (teleconsultation && isLinked(teleconsultation, wanted, now)) {
    return { proven: true, reasons: ['teleconsultation-linked'] };
  }
  if (!visit) return { proven: false, reasons: ['first-visit-missing'] };
  const age = now.getTime() - visit.visitedAt.getTime();
  const reasons: ProofReason[] = [];
  if (visit.patientId !== wanted.patientId) reasons.push('first-visit-of-another-patient');
  if (visit.episodeId !== wanted.episodeId) reasons.push('first-visit-of-another-episode');
  if (!isPrimary(visit.tier)) reasons.push('first-visit-not-primary');
  if (age > wanted.maxAgeDays * DAY_MS) reasons.push('first-visit-too-old');
  if (age < 0) reasons.push('first-visit-in-future');
  return reasons.length === 0 ? { proven: true, reasons: ['first-visit-proven'] } : { proven: false, reasons };
}

function isLinked(one: LinkedTeleconsultation, { patientId, episodeId, maxAgeDays }: ProofWanted, now: Date): boolean {
  const age = now.getTime() - one.answeredAt.getTime();
  const inTime = age >= 0 && age <= maxAgeDays * DAY_MS;
  return one.patientId === patientId && one.episodeId === episodeId && inTime;
}
