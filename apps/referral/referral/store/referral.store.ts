import type { EntityManager } from 'typeorm';
import { sendWithCommit } from '#messaging/with-commit.js';
import { run } from '#service/database/prepared.js';
import type { ChainedEntry } from '../history/chain.js';
import { INSERTED, SELECTED, toChange, toRecord, UPDATED } from './referral.columns.js';
import type { ReferralRow } from './referral.row.js';

const EVENT_COLUMNS = `county, referral_id, version, event, transition, from_state, to_state, actor_code, actor_id, actor_role,
  actor_institution, reason, rule_set_version, detail, became, note_sealed, at, prev_hash, hash`;

/** The row and the first entries of its history in one statement; no row if another open referral stands in its way (V07). */
const INSERT = {
  name: 'referral-insert',
  text: `WITH added AS (
           INSERT INTO referral (${INSERTED}) SELECT ${INSERTED} FROM json_populate_recordset(NULL::referral, $1) AS new
            WHERE new.urgency_class = 'U1' OR NOT EXISTS (
              SELECT FROM referral_in_the_way(new.county, new.patient_id, new.direction, new.to_department, new.onward_of))
               ON CONFLICT (county, patient_id, direction, to_department, (coalesce(onward_of, '00000000-0000-0000-0000-000000000000')))
               WHERE urgency_class <> 'U1' AND state NOT IN ('draft', 'closed', 'rejected', 'cancelled', 'expired')
               DO NOTHING RETURNING id),
         appended AS (
           INSERT INTO referral_event (${EVENT_COLUMNS})
           SELECT ${EVENT_COLUMNS} FROM json_populate_recordset(NULL::referral_event, $2) WHERE EXISTS (SELECT FROM added))
         SELECT id FROM added`,
};

const UPDATE = {
  name: 'referral-update',
  text: `UPDATE referral SET ${UPDATED} FROM json_populate_recordset(NULL::referral, $1) AS new
          WHERE referral.county = new.county AND referral.id = new.id RETURNING 1`,
};

const APPEND = {
  name: 'referral-event-append',
  text: `INSERT INTO referral_event (${EVENT_COLUMNS}) SELECT ${EVENT_COLUMNS} FROM json_populate_recordset(NULL::referral_event, $1)`,
};

/** A caller sees its own county's referrals and those that are or were directed to it, or offered as an emergency, from another one. */
const REACHABLE = `referral.id = $3 AND (referral.county = $1 OR (referral.to_county = $1 AND referral.to_institution = $2)
  OR (referral.handoff_county = $1 AND referral.handoff_institution = $2)
  OR (referral.previous_county = $1 AND referral.previous_institution = $2))`;

const FIND = { name: 'referral-find', text: `SELECT ${SELECTED} FROM referral WHERE ${REACHABLE}` };
const LOCK = { name: 'referral-lock', text: `SELECT ${SELECTED} FROM referral WHERE ${REACHABLE} FOR UPDATE` };

const LOCK_SEVERAL = {
  name: 'referral-lock-several',
  text: `SELECT ${SELECTED} FROM referral
          WHERE (county, id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])) ORDER BY county, id FOR UPDATE`,
};

/** The same referral that {@link INSERT} gave way to. */
const IN_THE_WAY = {
  name: 'referral-in-the-way',
  text: `SELECT id, referral_no AS "referralNo", state FROM referral_in_the_way($1, $2, $3, $4, $5)`,
};

/** Also one of another institution: whoever cares for the patient must know that it is there. */
const OPEN_ONE = {
  name: 'referral-open-one',
  text: `SELECT id, referral_no AS "referralNo", state FROM open_referral($1, $2, $3, $4)`,
};

const COMPLETE_FORM = {
  name: 'referral-complete-form',
  text: 'UPDATE referral SET form_sealed = $3, marks = $4, warnings = $5 WHERE county = $1 AND id = $2',
};

/** Where a caller looks for a referral. */
export interface Reach {
  county: string;
  institution: string;
}

/** @returns false if another open referral of the patient stands in its way (V07) */
export async function insertReferral(
  tx: EntityManager,
  row: ReferralRow,
  entries: readonly ChainedEntry[],
): Promise<boolean> {
  const added = await run(tx, INSERT, [JSON.stringify([toRecord(row)]), JSON.stringify(entries.map(toEventRecord))]);
  return added.length > 0;
}

export async function findReferral(tx: EntityManager, reach: Reach, id: string): Promise<ReferralRow | undefined> {
  return (await run<ReferralRow>(tx, FIND, [reach.county, reach.institution, id]))[0];
}

/** Locks the row until the end of the transaction. */
export async function lockReferral(tx: EntityManager, reach: Reach, id: string): Promise<ReferralRow | undefined> {
  return (await run<ReferralRow>(tx, LOCK, [reach.county, reach.institution, id]))[0];
}

/** Locks several in the order of their keys, so that two batches never wait for each other in a ring. */
export function lockReferrals(
  tx: EntityManager,
  keys: readonly { county: string; id: string }[],
): Promise<ReferralRow[]> {
  return run<ReferralRow>(tx, LOCK_SEVERAL, [keys.map((key) => key.county), keys.map((key) => key.id)]);
}

/** The one thing of a submitted form that may still change: an emergency's is completed (T37). */
export async function replaceForm(
  tx: EntityManager,
  { county, id }: ReferralRow,
  { formSealed, marks, warnings }: Pick<ReferralRow, 'formSealed' | 'marks' | 'warnings'>,
): Promise<void> {
  await run(tx, COMPLETE_FORM, [county, id, formSealed, JSON.stringify(marks), JSON.stringify(warnings)]);
}

export interface OpenReferral {
  id: string;
  referralNo: string;
  state: string;
}

/** The open referral that stands in the way (V07), whoever's it is; nothing for a patient whom the caller may not see. */
export async function openReferral(
  tx: EntityManager,
  row: Pick<ReferralRow, 'county' | 'patientId' | 'direction' | 'toDepartment'>,
): Promise<OpenReferral | undefined> {
  const values = [row.county, row.patientId, row.direction, row.toDepartment];
  return (await run<OpenReferral>(tx, OPEN_ONE, values))[0];
}

/** The one that kept a referral from being inserted (V07): never one that it continues. */
export async function referralInTheWay(
  tx: EntityManager,
  row: Pick<ReferralRow, 'county' | 'patientId' | 'direction' | 'toDepartment' | 'onwardOf'>,
): Promise<OpenReferral | undefined> {
  const values = [row.county, row.patientId, row.direction, row.toDepartment, row.onwardOf];
  return (await run<OpenReferral>(tx, IN_THE_WAY, values))[0];
}

/** Every open referral of the patient in a direction, the newest first; emergencies too. */
export function openReferrals(
  tx: EntityManager,
  { county, patientId, direction }: Pick<ReferralRow, 'county' | 'patientId' | 'direction'>,
): Promise<OpenReferral[]> {
  return run<OpenReferral>(tx, OPEN_ONE, [county, patientId, direction, null]);
}

/** Writes rows that this transaction has locked, and, with its COMMIT, their new history: two statements for all. */
export async function saveReferrals(
  tx: EntityManager,
  rows: readonly ReferralRow[],
  entries: readonly ChainedEntry[],
): Promise<void> {
  const written = await run(tx, UPDATE, [JSON.stringify(rows.map(toChange))]);
  if (written.length !== rows.length) throw new Error('A locked referral was not written');
  await appendHistory(tx, entries);
}

/** Leaves with the COMMIT of the transaction. */
export async function appendHistory(tx: EntityManager, entries: readonly ChainedEntry[]): Promise<void> {
  await sendWithCommit(tx, APPEND, [JSON.stringify(entries.map(toEventRecord))]);
}

function toEventRecord(entry: ChainedEntry): Record<string, unknown> {
  return {
    county: entry.county,
    referral_id: entry.referralId,
    version: entry.version,
    event: entry.event,
    transition: entry.transition,
    from_state: entry.fromState,
    to_state: entry.toState,
    actor_code: entry.actorCode,
    actor_id: entry.actorId,
    actor_role: entry.actorRole,
    actor_institution: entry.actorInstitution,
    reason: entry.reason,
    rule_set_version: entry.ruleSetVersion,
    detail: entry.detail,
    became: entry.became ?? null,
    note_sealed: entry.noteSealed,
    at: entry.at,
    prev_hash: entry.prevHash,
    hash: entry.hash,
  };
}
