import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Verdict } from '../gate/verdict/verdict.js';

const BY_DOCUMENT: Statement = {
  name: 'visit-patient-by-document',
  text: 'SELECT patient_by_document($1, $2, $3) AS id',
};

/** Whoever shows the document is found, also by a house that has never seen the patient. */
export async function patientByDocument(
  tx: EntityManager,
  county: string,
  idType: string,
  idBlind: string,
): Promise<string | null> {
  const [row] = await run<{ id: string | null }>(tx, BY_DOCUMENT, [county, idType, idBlind]);
  return row?.id ?? null;
}

/** A referral of the patient to this house, as far as the gate needs it. */
export interface BringingReferral {
  id: string;
  patientId: string;
  episodeId: string;
  toDepartment: string;
  verdict: Verdict;
  validUntil: Date | null;
  ruleSetVersion: string;
}

const COLUMNS = `id, patient_id AS "patientId", episode_id AS "episodeId", to_department AS "toDepartment", verdict,
  valid_until AS "validUntil", rule_set_version AS "ruleSetVersion"`;

/** A referral that has ended does not bring anybody; one that has expired does, and the verdict says so. */
const ALIVE = `to_county = $1 AND to_institution = $2 AND state NOT IN ('draft', 'closed', 'rejected', 'cancelled')`;

const NAMED: Statement = {
  name: 'visit-referral-named',
  text: `SELECT ${COLUMNS} FROM referral WHERE ${ALIVE} AND id = $3`,
};

const LATEST: Statement = {
  name: 'visit-referral-latest',
  text: `SELECT ${COLUMNS} FROM referral WHERE ${ALIVE} AND county = $1 AND patient_id = $3
            AND (to_department = $4 OR ($4::text IS NULL AND left(verdict #>> '{inputs,facts,icd10}', 3) = left($5, 3)))
          ORDER BY submitted_at DESC LIMIT 1`,
};

interface House {
  county: string;
  institution: string;
}

export async function namedReferral(
  tx: EntityManager,
  { county, institution }: House,
  id: string,
): Promise<BringingReferral | undefined> {
  return (await run<BringingReferral>(tx, NAMED, [county, institution, id]))[0];
}

/** The open referral of the patient to this department; where none is said, one of the same disease. */
export async function latestReferral(
  tx: EntityManager,
  { county, institution }: House,
  patientId: string,
  { deptCode, icd10 }: { deptCode: string | null; icd10: string | null },
): Promise<BringingReferral | undefined> {
  return (await run<BringingReferral>(tx, LATEST, [county, institution, patientId, deptCode, icd10]))[0];
}
