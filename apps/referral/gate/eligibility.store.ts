import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { PaidStay } from '../insurance/deductible.js';
import type { AidCategory, Scheme } from '../insurance/insurance.codes.js';
import type { Tier } from '../network/tiers.js';
import type { Diagnosis } from '../referral/form/body.dto.js';
import type { Discharge } from './exemption/exemption.js';
import type { ProofVisit } from './first-visit.js';

/** Who asks for whom. */
export interface EligibilityKey {
  county: string;
  patientId: string;
  /** The doctor who refers. */
  practitionerId: string;
  /** Visit that is named as first-visit proof. */
  encounterId?: string;
  /** Local date of the submission. */
  day: string;
}

/** What the gates need to know about a patient at submit. */
export interface EligibilityFacts {
  patientId: string;
  birthDate: string;
  sexCode: number;
  divisionCode: string;
  homeInstitution: string;
  /** Nobody knows who it is (domain §4.2): for emergencies only. */
  temporary?: boolean;
  /** When the death became known, and nobody has seen the patient since. */
  diedAt?: Date | null;
  /** In force that day. */
  contract: EligibleContract | null;
  /** The named visit, whoever's it is. */
  visit: (ProofVisit & { id: string; institution: string; diagnoses: Diagnosis[] }) | null;
  /** In force that day; null = nobody has recorded it. */
  coverage: EligibleCoverage | null;
  /** Care of the last year, wherever it took place. */
  history: CareHistory;
}

export interface EligibleCoverage {
  scheme: Scheme;
  poolingArea: string;
  chronicSpecial: string[];
  aidCategory: AidCategory | null;
}

export interface CareHistory {
  stays: (PaidStay & { id: string; episodeId: string })[];
  /** From hospitals. */
  discharges: Discharge[];
}

export interface EligibleContract {
  id: string;
  teamId: string;
  institution: string;
  /** The doctor is a family doctor of the contract's team that day. */
  doctorInTeam: boolean;
}

interface Row extends Omit<EligibilityFacts, 'contract' | 'visit' | 'coverage'> {
  scheme: Scheme | null;
  poolingArea: string;
  chronicSpecial: string[];
  aidCategory: AidCategory | null;
  contractId: string | null;
  teamId: string;
  contractInstitution: string;
  doctorInTeam: boolean;
  visitId: string | null;
  visitPatientId: string;
  episodeId: string;
  tier: Tier;
  visitInstitution: string;
  visitedAt: Date;
  diagnoses: Diagnosis[];
}

const LOAD: Statement = {
  name: 'eligibility',
  text: `
    SELECT p.id AS "patientId", p.birth_date::text AS "birthDate", p.sex_code AS "sexCode", p.division_code AS "divisionCode",
           p.home_institution AS "homeInstitution", p.temporary, p.died_at AS "diedAt",
           c.id AS "contractId", c.team_id AS "teamId", c.institution AS "contractInstitution",
           EXISTS (SELECT 1 FROM team_member m
                    WHERE m.county = $1 AND m.team_id = c.team_id AND m.practitioner_id = $3 AND m.role = 'family-doctor'
                      AND m.valid_from <= $5 AND (m.valid_to IS NULL OR m.valid_to > $5)) AS "doctorInTeam",
           v.id AS "visitId", v.patient_id AS "visitPatientId", v.episode_id AS "episodeId", v.tier,
           v.institution AS "visitInstitution", v.visited_at AS "visitedAt", v.diagnoses,
           i.scheme, i.pooling_area AS "poolingArea", i.chronic_special AS "chronicSpecial", i.aid_category AS "aidCategory",
           care_history(p.county, p.id) AS history
      FROM patient p
      LEFT JOIN LATERAL (
             SELECT id, team_id, institution FROM contract
              WHERE county = $1 AND patient_id = p.id AND valid_from <= $5 AND (valid_to IS NULL OR valid_to > $5)
              ORDER BY valid_from DESC LIMIT 1) c ON true
      LEFT JOIN encounter v ON v.county = $1 AND v.id = $4
      LEFT JOIN coverage i ON i.county = $1 AND i.patient_id = p.id AND daterange(i.valid_from, i.valid_to) @> $5::date
     WHERE p.county = $1 AND p.id = $2`,
};

/** One round trip for all that a submit must know; undefined where the caller may not see the patient. */
export async function eligibilityFacts(tx: EntityManager, key: EligibilityKey): Promise<EligibilityFacts | undefined> {
  const { county, patientId, practitionerId, encounterId, day } = key;
  const [row] = await run<Row>(tx, LOAD, [county, patientId, practitionerId, encounterId ?? null, day]);
  if (!row) return undefined;
  const { birthDate, sexCode, divisionCode, homeInstitution, temporary, diedAt } = row;
  return {
    patientId,
    birthDate,
    sexCode,
    divisionCode,
    homeInstitution,
    ...(temporary ? { temporary } : {}),
    ...(diedAt ? { diedAt } : {}),
    contract: contractOf(row),
    visit: visitOf(row),
    coverage: coverageOf(row),
    history: inUtc(row.history),
  };
}

function coverageOf({ scheme, poolingArea, chronicSpecial, aidCategory }: Row): EligibleCoverage | null {
  return scheme === null ? null : { scheme, poolingArea, chronicSpecial, aidCategory };
}

/** Instants as the rest of the service writes them. */
function inUtc({ stays, discharges }: CareHistory): CareHistory {
  const utc = (instant: string) => new Date(instant).toISOString();
  const read = stays.map((stay) => ({
    ...stay,
    admittedAt: utc(stay.admittedAt),
    dischargedAt: stay.dischargedAt && utc(stay.dischargedAt),
  }));
  return { stays: read, discharges };
}

function contractOf({ contractId, teamId, contractInstitution, doctorInTeam }: Row): EligibleContract | null {
  return contractId === null ? null : { id: contractId, teamId, institution: contractInstitution, doctorInTeam };
}

function visitOf(row: Row): EligibilityFacts['visit'] {
  if (row.visitId === null) return null;
  const { visitId, visitPatientId, episodeId, tier, visitInstitution, visitedAt, diagnoses } = row;
  return {
    id: visitId,
    patientId: visitPatientId,
    episodeId,
    tier,
    institution: visitInstitution,
    visitedAt,
    diagnoses,
  };
}
