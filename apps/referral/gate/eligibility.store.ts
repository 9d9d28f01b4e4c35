import type { EntityManager } from 'typeorm';
import type { Direction, ReferralState } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Tier } from '../network/tiers.js';
import type { Diagnosis } from '../referral/form/body.dto.js';

/** Who asks for whom. */
export interface EligibilityKey {
  county: string;
  patientId: string;
  practitionerId: string;
  firstVisitEncounterId: string | null;
  parentReferralId: string | null;
  /** Local date of the submission. */
  day: string;
}

/** What the gates need to know about a patient at submit. Fields of a missing contract, visit or parent are null. */
export interface EligibilityRow {
  patientId: string;
  birthDate: string;
  sexCode: number;
  divisionCode: string;
  homeInstitution: string;
  contractId: string | null;
  teamId: string | null;
  contractInstitution: string | null;
  /** The practitioner is a family doctor of the contract's team that day. */
  doctorInTeam: boolean;
  visitId: string | null;
  visitPatientId: string | null;
  visitEpisodeId: string | null;
  visitTier: Tier | null;
  visitedAt: Date | null;
  visitDiagnoses: Diagnosis[] | null;
  parentId: string | null;
  parentPatientId: string | null;
  parentEpisodeId: string | null;
  parentDirection: Direction | null;
  parentState: ReferralState | null;
}

const LOAD: Statement = {
  name: 'eligibility',
  text: `
    SELECT p.id AS "patientId", p.birth_date::text AS "birthDate", p.sex_code AS "sexCode", p.division_code AS "divisionCode",
           p.home_institution AS "homeInstitution",
           c.id AS "contractId", c.team_id AS "teamId", c.institution AS "contractInstitution",
           EXISTS (SELECT 1 FROM team_member m
                    WHERE m.county = $1 AND m.team_id = c.team_id AND m.practitioner_id = $3 AND m.role = 'family-doctor'
                      AND m.valid_from <= $6 AND (m.valid_to IS NULL OR m.valid_to > $6)) AS "doctorInTeam",
           v.id AS "visitId", v.patient_id AS "visitPatientId", v.episode_id AS "visitEpisodeId", v.tier AS "visitTier",
           v.visited_at AS "visitedAt", v.diagnoses AS "visitDiagnoses",
           r.id AS "parentId", r.patient_id AS "parentPatientId", r.episode_id AS "parentEpisodeId",
           r.direction AS "parentDirection", r.state AS "parentState"
      FROM patient p
      LEFT JOIN LATERAL (
             SELECT id, team_id, institution FROM contract
              WHERE county = $1 AND patient_id = p.id AND valid_from <= $6 AND (valid_to IS NULL OR valid_to > $6)
              ORDER BY valid_from DESC LIMIT 1) c ON true
      LEFT JOIN encounter v ON v.county = $1 AND v.id = $4
      LEFT JOIN referral r ON r.county = $1 AND r.id = $5
     WHERE p.county = $1 AND p.id = $2`,
};

/** One round trip for all that a submit must know; null where the caller may not see the patient. */
export async function loadEligibility(tx: EntityManager, key: EligibilityKey): Promise<EligibilityRow | null> {
  const { county, patientId, practitionerId, firstVisitEncounterId, parentReferralId, day } = key;
  const values = [county, patientId, practitionerId, firstVisitEncounterId, parentReferralId, day];
  const [row] = await run<EligibilityRow>(tx, LOAD, values);
  return row ?? null;
}
