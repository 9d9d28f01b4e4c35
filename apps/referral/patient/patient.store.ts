import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Patient } from './patient.entity.js';

/** A patient with the contract in force, as a list shows it. */
export interface PatientRow extends Omit<Patient, 'county' | 'idBlind' | 'addressSealed'> {
  contractId: string | null;
  teamId: string | null;
  contractInstitution: string | null;
  contractUntil: string | null;
}

const COLUMNS = `
  p.id, p.sealed_by AS "sealedBy", p.name_sealed AS "nameSealed", p.id_type AS "idType", p.id_no_sealed AS "idNoSealed",
  p.phone_sealed AS "phoneSealed", p.birth_date::text AS "birthDate", p.sex_code AS "sexCode", p.division_code AS "divisionCode",
  p.home_institution AS "homeInstitution", p.home_clinic AS "homeClinic", p.key_groups AS "keyGroups",
  c.id AS "contractId", c.team_id AS "teamId", c.institution AS "contractInstitution", c.valid_to::text AS "contractUntil"`;

const inForce = (row: string): string =>
  `${row}.valid_from <= $2 AND (${row}.valid_to IS NULL OR ${row}.valid_to > $2)`;
const IN_FORCE = inForce('c');

const openReferral = (patientId: string): string =>
  `EXISTS (SELECT 1 FROM referral r WHERE r.county = $1 AND r.patient_id = ${patientId}
    AND r.state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired'))`;

/** Patients under contract with one of the teams, in the order of their ids. */
const LIST_OF_TEAMS: Statement = {
  name: 'patients-of-teams',
  text: `SELECT ${COLUMNS} FROM contract c JOIN patient p ON p.county = $1 AND p.id = c.patient_id
          WHERE c.county = $1 AND c.team_id = ANY ($3::uuid[]) AND ${IN_FORCE} AND p.id > $4
            AND ($5::boolean IS NULL OR $5 = ${openReferral('p.id')})
          ORDER BY p.id LIMIT $6`,
};

/** Who a temporary number was has been said: the person stands in the list, and not both. */
const PRESENT = 'b.merged_into IS NULL';

/**
 * One page of each way to belong to an institution; together they hold the page of all. A contract that is over is none:
 * its patient is not seen here any more, and a row less would look like the end of the list.
 */
const belonging = (table: string, patientId: string, institution: string, holds = 'true'): string =>
  `(SELECT b.${patientId} AS id FROM ${table} b WHERE b.county = $1 AND b.${institution} = $3 AND b.${patientId} > $4
      AND ${holds} AND ($5::boolean IS NULL OR $5 = ${openReferral(`b.${patientId}`)}) ORDER BY b.${patientId} LIMIT $6)`;

/** Patients whose home or contract is this institution, in the order of their ids. */
const LIST_OF_INSTITUTION: Statement = {
  name: 'patients-of-institution',
  text: `SELECT ${COLUMNS}
           FROM (${belonging('patient', 'id', 'home_institution', PRESENT)} UNION ${belonging('patient', 'id', 'home_clinic')}
                 UNION ${belonging('contract', 'patient_id', 'institution', inForce('b'))} ORDER BY id LIMIT $6) page
           JOIN patient p ON p.county = $1 AND p.id = page.id
           LEFT JOIN contract c ON c.county = $1 AND c.patient_id = p.id AND ${IN_FORCE}
          ORDER BY p.id`,
};

const FIND_BY_CARD: Statement = {
  name: 'patient-by-card',
  text: 'SELECT id FROM patient WHERE county = $1 AND id_type = $2 AND id_blind = $3',
};

const FIND_ONE: Statement = {
  name: 'patient-by-id',
  text: `SELECT ${COLUMNS}, p.address_sealed AS "addressSealed"
           FROM patient p LEFT JOIN contract c ON c.county = $1 AND c.patient_id = p.id AND ${IN_FORCE}
          WHERE p.county = $1 AND p.id = $3 ORDER BY c.valid_from DESC LIMIT 1`,
};

const CONTRACT_HOUSE: Statement = {
  name: 'contract-house',
  text: 'SELECT contract_house($1, $2, $3) AS house',
};

const HOLDS_DEMO: Statement = { name: 'holds-demo-county', text: 'SELECT EXISTS (SELECT 1 FROM demo_marker) AS demo' };

/** Before every patient: the first page begins after it. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface PatientFilter {
  county: string;
  day: string;
  /** Teams of the caller, or the caller's institution. */
  of: { teams: string[] } | { institution: string };
  openReferral: boolean | null;
  afterId: string;
  limit: number;
}

/** One row more than the limit tells that there is a next page. */
export function listPatients(tx: EntityManager, filter: PatientFilter): Promise<PatientRow[]> {
  const { county, day, of, openReferral, afterId, limit } = filter;
  const page = [openReferral, limit + 1];
  return 'teams' in of
    ? run(tx, LIST_OF_TEAMS, [county, day, of.teams, afterId, ...page])
    : run(tx, LIST_OF_INSTITUTION, [county, day, of.institution, afterId, ...page]);
}

/** The patient with this document, if the scope may see one. */
export async function findByCard(
  tx: EntityManager,
  county: string,
  idType: string,
  idBlind: string,
): Promise<string | null> {
  const [row] = await run<{ id: string }>(tx, FIND_BY_CARD, [county, idType, idBlind]);
  return row?.id ?? null;
}

export type WholePatientRow = PatientRow & Pick<Patient, 'addressSealed'>;

export async function findPatient(
  tx: EntityManager,
  county: string,
  id: string,
  day: string,
): Promise<WholePatientRow | null> {
  const [row] = await run<WholePatientRow>(tx, FIND_ONE, [county, day, id]);
  return row ?? null;
}

/** Where a patient goes down to: the institution of the team under contract, and the township of the residence. */
export async function findHome(
  tx: EntityManager,
  county: string,
  id: string,
  day: string,
): Promise<{ homeInstitution: string; teamInstitution: string | null } | null> {
  const row = await findPatient(tx, county, id, day);
  return row && { homeInstitution: row.homeInstitution, teamInstitution: row.contractInstitution };
}

/** The house of the contract in force, also for who may not see the patient: only where a message goes is decided by it. */
export async function contractHouse(
  tx: EntityManager,
  county: string,
  patientId: string,
  day: string,
): Promise<string | null> {
  const [row] = await run<{ house: string | null }>(tx, CONTRACT_HOUSE, [county, patientId, day]);
  return row?.house ?? null;
}

/** Made-up persons are taken for real ones only where the demo county was loaded (domain §4.8). */
export async function holdsDemoCounty(tx: EntityManager): Promise<boolean> {
  const [row] = await run<{ demo: boolean }>(tx, HOLDS_DEMO, []);
  return row?.demo ?? false;
}
