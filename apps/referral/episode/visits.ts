import type { Diagnosis } from '../referral/form/body.dto.js';
import type { EpisodeVisit } from './episode.dto.js';

/** A visit as its row, or its history, keeps it: the columns of the table, instants as PostgreSQL writes them. */
export interface KnownVisit {
  id: string;
  patient_id: string;
  episode_id: string;
  institution: string;
  tier: number;
  practitioner_id: string;
  visited_at: string;
  diagnoses: Diagnosis[];
  care_type?: string | null;
  dept_code?: string | null;
  referral_id?: string | null;
  discharged_at?: string | null;
  verdict?: { verdict?: string } | null;
}

export function visitOf(known: KnownVisit): EpisodeVisit {
  const { id, institution, tier, diagnoses, care_type, dept_code, referral_id, discharged_at, verdict } = known;
  return {
    id,
    patientId: known.patient_id,
    episodeId: known.episode_id,
    institution,
    tier,
    practitioner: known.practitioner_id,
    visitedAt: new Date(known.visited_at).toISOString(),
    diagnoses,
    ...(care_type ? { careType: care_type } : {}),
    ...(dept_code ? { deptCode: dept_code } : {}),
    ...(referral_id ? { referralId: referral_id } : {}),
    ...(discharged_at ? { dischargedAt: new Date(discharged_at).toISOString() } : {}),
    ...(verdict?.verdict ? { verdictCode: verdict.verdict } : {}),
  };
}
