import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Approval, ApprovalState } from './approval.js';

const COLUMNS = `county, id, version, patient_id AS "patientId", direction, from_institution AS "fromInstitution", requested_by AS "requestedBy",
  requested_role AS "requestedRole", to_county AS "toCounty", to_institution AS "toInstitution", dept_code AS "deptCode", reason,
  note_sealed AS "noteSealed", state, deciding_institution AS "decidingInstitution", requested_at AS "requestedAt", due_at AS "dueAt",
  decided_at AS "decidedAt", decided_by AS "decidedBy", decided_role AS "decidedRole", decided_institution AS "decidedInstitution", refusal,
  valid_until AS "validUntil", referral_id AS "referralId", rule_set_version AS "ruleSetVersion", escalation`;

const INSERT: Statement = {
  name: 'approval-insert',
  text: `INSERT INTO network_approval (county, id, patient_id, direction, from_institution, requested_by, requested_role, to_county,
      to_institution, dept_code, reason, note_sealed, state, deciding_institution, requested_at, due_at, rule_set_version, escalation, alert_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'requested', $13, $14, $15, $16, $17, $15)
    ON CONFLICT (county, patient_id, direction, to_institution, dept_code) WHERE state = 'requested' DO NOTHING RETURNING id`,
};

/** @returns false where the same is asked for already and not yet decided */
export async function insertApproval(tx: EntityManager, one: Approval): Promise<boolean> {
  const rows = await run(tx, INSERT, [
    one.county,
    one.id,
    one.patientId,
    one.direction,
    one.fromInstitution,
    one.requestedBy,
    one.requestedRole,
    one.toCounty,
    one.toInstitution,
    one.deptCode,
    one.reason,
    one.noteSealed,
    one.decidingInstitution,
    one.requestedAt,
    one.dueAt,
    one.ruleSetVersion,
    JSON.stringify(one.escalation),
  ]);
  return rows.length > 0;
}

const OPEN: Statement = {
  name: 'approval-open',
  text: `SELECT ${COLUMNS} FROM network_approval WHERE county = $1 AND patient_id = $2 AND direction = $3 AND to_institution = $4
    AND dept_code = $5 AND state = 'requested'`,
};

/** The same request, not decided yet. */
export async function openApproval(tx: EntityManager, one: Approval): Promise<Approval | undefined> {
  const { county, patientId, direction, toInstitution, deptCode } = one;
  return (await run<Approval>(tx, OPEN, [county, patientId, direction, toInstitution, deptCode]))[0];
}

const FIND: Statement = {
  name: 'approval-find',
  text: `SELECT ${COLUMNS} FROM network_approval WHERE county = $1 AND id = $2`,
};

export async function findApproval(tx: EntityManager, county: string, id: string): Promise<Approval | undefined> {
  return (await run<Approval>(tx, FIND, [county, id]))[0];
}

const LOCK: Statement = { name: 'approval-lock', text: `${FIND.text} FOR UPDATE` };

export async function lockApproval(tx: EntityManager, county: string, id: string): Promise<Approval | undefined> {
  return (await run<Approval>(tx, LOCK, [county, id]))[0];
}

const DECIDE: Statement = {
  name: 'approval-decide',
  text: `UPDATE network_approval SET version = version + 1, state = $3, decided_at = $4, decided_by = $5, decided_role = $6,
      decided_institution = $7, refusal = $8, valid_until = $9, alert_at = NULL WHERE county = $1 AND id = $2`,
};

/** Writes the decision of a locked request. */
export async function decideApproval(tx: EntityManager, one: Approval): Promise<void> {
  const { county, id, state, decidedAt, decidedBy, decidedRole, decidedInstitution, refusal, validUntil } = one;
  await run(tx, DECIDE, [
    county,
    id,
    state,
    decidedAt,
    decidedBy,
    decidedRole,
    decidedInstitution,
    refusal,
    validUntil,
  ]);
}

const USE: Statement = {
  name: 'approval-use',
  text: 'UPDATE network_approval SET version = version + 1, referral_id = $3 WHERE county = $1 AND id = $2',
};

/** Notes for which referral a locked approval was used. */
export async function useApproval(tx: EntityManager, county: string, id: string, referralId: string): Promise<void> {
  await run(tx, USE, [county, id, referralId]);
}

const LIST: Statement = {
  name: 'approval-list',
  text: `SELECT ${COLUMNS} FROM network_approval WHERE county = $1 AND ($2::text IS NULL OR state = $2)
    AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};

/** The newest first; row-level security leaves out what the caller has no part in. */
export function listApprovals(
  tx: EntityManager,
  county: string,
  { state, before, limit }: { state?: ApprovalState; before?: string; limit: number },
): Promise<Approval[]> {
  return run<Approval>(tx, LIST, [county, state ?? null, before ?? null, limit]);
}

const CLAIM: Statement = {
  name: 'approval-claim-overdue',
  text: `SELECT ${COLUMNS} FROM network_approval WHERE state = 'requested' AND alert_at <= $1 AND county <> ALL ($2)
    ORDER BY alert_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
};

/** Locks requests of which an alert is due, but of these counties; another replica's are passed over. */
export function claimOverdueApprovals(tx: EntityManager, now: Date, except: readonly string[]): Promise<Approval[]> {
  return run<Approval>(tx, CLAIM, [now, except]);
}

const CLIMB: Statement = {
  name: 'approval-climb',
  text: `UPDATE network_approval a SET escalation = n.escalation, alert_at = (n.escalation ->> 'nextAt')::timestamptz
           FROM json_to_recordset($1) AS n (county char(6), id uuid, escalation jsonb) WHERE a.county = n.county AND a.id = n.id`,
};

/** Where locked requests stand on their ladder now. An alert is no step: the version stays. */
export async function saveClimbs(tx: EntityManager, approvals: readonly Approval[]): Promise<void> {
  if (approvals.length === 0) return;
  const climbs = approvals.map(({ county, id, escalation }) => ({ county, id, escalation }));
  await run(tx, CLIMB, [JSON.stringify(climbs)]);
}
