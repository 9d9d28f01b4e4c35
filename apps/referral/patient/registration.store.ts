import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

const LINK: Statement = { name: 'patient-link', text: 'SELECT link_patient($1, $2, $3, $4, $5) AS linked' };
const LINK_BY_CARD: Statement = {
  name: 'patient-link-by-card',
  text: 'SELECT link_patient_by_card($1, $2, $3, $4, $5, $6) AS id',
};
const PRESENT: Statement = { name: 'patient-present', text: 'SELECT present_patient($1) AS id' };
const LOCK: Statement = { name: 'patients-lock', text: 'SELECT lock_patients($1, $2)' };
const MERGE: Statement = { name: 'patient-merge', text: 'SELECT merge_patient($1, $2) AS referrals' };
const RECORD: Statement = {
  name: 'patient-merge-record',
  text: `INSERT INTO patient_merge (county, temporary_id, into_id, merged_by, role, institution, referrals, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const NEXT: Statement = {
  name: 'temporary-number-next',
  text: `INSERT INTO temporary_number AS n VALUES ($1, $2, 1)
         ON CONFLICT (county, institution) DO UPDATE SET last = n.last + 1 RETURNING n.last`,
};
const SIDES: Statement = {
  name: 'patients-to-merge',
  text: `SELECT id, temporary, merged_into AS "mergedInto", sex_code AS "sexCode" FROM patient
          WHERE county = $1 AND id IN ($2, $3) ORDER BY id`,
};

/** From when until when the caller's institution knows a patient only because he came to it. */
export interface LinkTime {
  at: Date;
  until: Date;
}

/** From now on, for a time, the caller's institution knows the patient. @returns false where the county has no such patient */
export async function linkPatient(
  tx: EntityManager,
  id: string,
  reason: 'registration' | 'emergency',
  practitioner: string,
  { at, until }: LinkTime,
): Promise<boolean> {
  const [row] = await run<{ linked: boolean }>(tx, LINK, [id, reason, practitioner, at, until]);
  return row?.linked ?? false;
}

/**
 * Whom the id stands for: another one after a merge; null where the county knows nobody. Held until commit, so that a
 * merge comes before or after what is being written.
 */
export async function presentPatient(tx: EntityManager, id: string): Promise<string | null> {
  const [row] = await run<{ id: string | null }>(tx, PRESENT, [id]);
  return row?.id ?? null;
}

/** The same, and the id itself where the county knows nobody: for whoever looks the patient up next. */
export async function meantPatient(tx: EntityManager, id: string): Promise<string> {
  return (await presentPatient(tx, id)) ?? id;
}

/** Who shows a document, known here from now on; null where the county knows nobody with it. */
export async function linkByCard(
  tx: EntityManager,
  card: { idType: string; idBlind: string; birthDate: string },
  practitioner: string,
  { at, until }: LinkTime,
): Promise<string | null> {
  const values = [card.idType, card.idBlind, card.birthDate, practitioner, at, until];
  const [row] = await run<{ id: string | null }>(tx, LINK_BY_CARD, values);
  return row?.id ?? null;
}

/** The next number of an institution for a patient whom nobody knows. */
export async function nextTemporaryNumber(tx: EntityManager, county: string, institution: string): Promise<number> {
  const [row] = await run<{ last: number }>(tx, NEXT, [county, institution]);
  return row?.last ?? 1;
}

export interface MergeSide {
  id: string;
  temporary: boolean;
  mergedInto: string | null;
  sexCode: number;
}

/** Locked until the end of the transaction, whether or not the caller may see them. */
export async function sidesOfMerge(
  tx: EntityManager,
  county: string,
  one: string,
  other: string,
): Promise<MergeSide[]> {
  await run(tx, LOCK, [one, other]);
  return run<MergeSide>(tx, SIDES, [county, one, other]);
}

/** Moves all that was written about the temporary patient. @returns its referrals, null where V07 stands in the way */
export async function mergePatient(tx: EntityManager, temporaryId: string, into: string): Promise<string[] | null> {
  const [row] = await run<{ referrals: string[] | null }>(tx, MERGE, [temporaryId, into]);
  return row?.referrals ?? null;
}

export interface RecordedMerge {
  county: string;
  temporaryId: string;
  into: string;
  practitioner: string;
  role: string;
  institution: string;
  referrals: string[];
  at: Date;
}

export async function recordMerge(tx: EntityManager, merge: RecordedMerge): Promise<void> {
  const { county, temporaryId, into, practitioner, role, institution, referrals, at } = merge;
  await run(tx, RECORD, [county, temporaryId, into, practitioner, role, institution, referrals, at]);
}
