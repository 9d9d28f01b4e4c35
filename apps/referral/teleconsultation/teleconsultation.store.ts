import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Teleconsultation, TeleconsultationEntry } from './teleconsultation.js';

const COLUMNS = {
  county: 'county',
  id: 'id',
  version: 'version',
  state: 'state',
  stateSince: 'state_since',
  urgencyClass: 'urgency_class',
  patientId: 'patient_id',
  episodeId: 'episode_id',
  firstVisitEncounterId: 'first_visit_encounter_id',
  examOrders: 'exam_orders',
  fromInstitution: 'from_institution',
  fromPractitioner: 'from_practitioner',
  fromRole: 'from_role',
  toCounty: 'to_county',
  toInstitution: 'to_institution',
  toDepartment: 'to_department',
  toPractitioner: 'to_practitioner',
  takenBy: 'taken_by',
  returns: 'returns',
  outcome: 'outcome',
  ruleSetVersion: 'rule_set_version',
  questionSealed: 'question_sealed',
  answerSealed: 'answer_sealed',
  askedAt: 'asked_at',
  answeredAt: 'answered_at',
  expiresAt: 'expires_at',
  ownerInstitution: 'owner_institution',
  ownerRole: 'owner_role',
  ownerPractitioner: 'owner_practitioner',
  dueAt: 'due_at',
  dueKind: 'due_kind',
  escalation: 'escalation',
  alerts: 'alerts',
  alertAt: 'alert_at',
} as const satisfies Record<keyof Teleconsultation, string>;

const PAIRS = Object.entries(COLUMNS) as [keyof Teleconsultation, string][];
const NAMES = PAIRS.map(([, column]) => column);
const SELECTED = PAIRS.map(([field, column]) => `t.${column} AS "${field}"`).join(', ');
const CHANGED = NAMES.filter((column) => column !== 'county' && column !== 'id');
const ENTRY = `county, teleconsultation_id, version, event, transition, from_state, to_state, actor_id, actor_role,
  actor_institution, reason, became, note_sealed, at`;

/** No row where the same house has asked the same department about the patient and waits. */
const INSERT: Statement = {
  name: 'teleconsultation-insert',
  text: `INSERT INTO teleconsultation (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM json_populate_record(NULL::teleconsultation, $1)
         ON CONFLICT (county, patient_id, from_institution, to_institution, to_department)
         WHERE state IN ('asked', 'taken', 'returned') DO NOTHING RETURNING id`,
};
const UPDATE: Statement = {
  name: 'teleconsultation-update',
  text: `UPDATE teleconsultation t SET ${CHANGED.map((column) => `${column} = n.${column}`).join(', ')}
           FROM json_populate_recordset(NULL::teleconsultation, $1) n WHERE t.county = n.county AND t.id = n.id`,
};
const APPEND: Statement = {
  name: 'teleconsultation-append',
  text: `INSERT INTO teleconsultation_event (${ENTRY}) SELECT ${ENTRY} FROM json_populate_recordset(NULL::teleconsultation_event, $1)`,
};

const REACHABLE = `t.id = $2 AND (t.county = $1 OR t.to_county = $1)`;
const FIND: Statement = {
  name: 'teleconsultation-find',
  text: `SELECT ${SELECTED} FROM teleconsultation t WHERE ${REACHABLE}`,
};
const LOCK: Statement = {
  name: 'teleconsultation-lock',
  text: `SELECT ${SELECTED} FROM teleconsultation t WHERE ${REACHABLE} FOR UPDATE`,
};
const OPEN: Statement = {
  name: 'teleconsultation-open',
  text: `SELECT ${SELECTED} FROM teleconsultation t
          WHERE t.county = $1 AND t.patient_id = $2 AND t.from_institution = $3 AND t.to_institution = $4
            AND t.to_department = $5 AND t.state IN ('asked', 'taken', 'returned')`,
};
const HISTORY: Statement = {
  name: 'teleconsultation-history',
  text: `SELECT county, teleconsultation_id AS "teleconsultationId", version, event, transition, from_state AS "fromState",
                to_state AS "toState", actor_id AS "actorId", actor_role AS "actorRole", actor_institution AS "actorInstitution",
                reason, became, note_sealed AS "noteSealed", at
           FROM teleconsultation_event WHERE county = $1 AND teleconsultation_id = ANY ($2::uuid[])
          ORDER BY teleconsultation_id, version`,
};
const FILTERS = `AND ($3::text IS NULL OR t.state = $3) AND ($4::timestamptz IS NULL OR t.due_at < $4)
   AND ($5::text[] IS NULL OR t.to_department = ANY ($5)) AND ($6::uuid IS NULL OR t.id < $6) ORDER BY t.id DESC LIMIT $7`;
const LISTS = {
  inbox: {
    name: 'teleconsultation-inbox',
    text: `SELECT ${SELECTED} FROM teleconsultation t WHERE t.to_county = $1 AND t.to_institution = $2 ${FILTERS}`,
  },
  outbox: {
    name: 'teleconsultation-outbox',
    text: `SELECT ${SELECTED} FROM teleconsultation t WHERE t.county = $1 AND t.from_institution = $2 ${FILTERS}`,
  },
} as const satisfies Record<string, Statement>;

const claim = (name: string, due: string): Statement => ({
  name,
  text: `SELECT ${SELECTED} FROM teleconsultation t WHERE t.state IN ('asked', 'taken', 'returned') AND t.${due} <= $1 AND t.county <> ALL ($2)
          ORDER BY t.${due} LIMIT 100 FOR UPDATE SKIP LOCKED`,
});
const CLAIMS = {
  expired: claim('teleconsultation-claim-expired', 'expires_at'),
  overdue: claim('teleconsultation-claim-overdue', 'alert_at'),
};

/** @returns false where the house has asked this already */
export async function insertTeleconsultation(
  tx: EntityManager,
  row: Teleconsultation,
  entry: TeleconsultationEntry,
): Promise<boolean> {
  const added = await run(tx, INSERT, [JSON.stringify(toRecord(row))]);
  if (added.length === 0) return false;
  await append(tx, [entry]);
  return true;
}

/** Writes rows that this transaction has locked. */
export async function saveTeleconsultations(
  tx: EntityManager,
  rows: readonly Teleconsultation[],
  entries: readonly TeleconsultationEntry[],
): Promise<void> {
  if (rows.length === 0) return;
  await run(tx, UPDATE, [JSON.stringify(rows.map(toRecord))]);
  await append(tx, entries);
}

async function append(tx: EntityManager, entries: readonly TeleconsultationEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const records = entries.map(({ teleconsultationId, fromState, toState, actorId, noteSealed, ...rest }) => {
    const { actorRole, actorInstitution, ...same } = rest;
    const named = { teleconsultation_id: teleconsultationId, from_state: fromState, to_state: toState };
    const who = { actor_id: actorId, actor_role: actorRole, actor_institution: actorInstitution };
    return { ...same, ...named, ...who, note_sealed: noteSealed };
  });
  await run(tx, APPEND, [JSON.stringify(records)]);
}

export async function findTeleconsultation(
  tx: EntityManager,
  county: string,
  id: string,
): Promise<Teleconsultation | undefined> {
  return (await run<Teleconsultation>(tx, FIND, [county, id]))[0];
}

/** Locks it until the end of the transaction. */
export async function lockTeleconsultation(
  tx: EntityManager,
  county: string,
  id: string,
): Promise<Teleconsultation | undefined> {
  return (await run<Teleconsultation>(tx, LOCK, [county, id]))[0];
}

/** The question that stands in the way of the same one. */
export async function openTeleconsultation(
  tx: EntityManager,
  row: Teleconsultation,
): Promise<Teleconsultation | undefined> {
  const { county, patientId, fromInstitution, toInstitution, toDepartment } = row;
  return (await run<Teleconsultation>(tx, OPEN, [county, patientId, fromInstitution, toInstitution, toDepartment]))[0];
}

/** The histories of several, each oldest first. */
export function teleconsultationHistory(
  tx: EntityManager,
  county: string,
  ids: readonly string[],
): Promise<TeleconsultationEntry[]> {
  return run<TeleconsultationEntry>(tx, HISTORY, [county, ids]);
}

export interface TeleconsultationFilter {
  box: keyof typeof LISTS;
  state?: string;
  dueBefore?: Date;
  departments?: readonly string[];
  before?: string;
  limit: number;
}

/** One page and the first of the next one, newest first. */
export function listTeleconsultations(
  tx: EntityManager,
  { county, institution }: { county: string; institution: string },
  { box, state, dueBefore, departments, before, limit }: TeleconsultationFilter,
): Promise<Teleconsultation[]> {
  const values = [state ?? null, dueBefore ?? null, departments ?? null, before ?? null, limit + 1];
  return run<Teleconsultation>(tx, LISTS[box], [county, institution, ...values]);
}

/** Locks what is due; another replica's rows, and those of some counties, are passed over. */
export function claimTeleconsultations(
  tx: EntityManager,
  what: keyof typeof CLAIMS,
  now: Date,
  except: readonly string[],
): Promise<Teleconsultation[]> {
  return run<Teleconsultation>(tx, CLAIMS[what], [now, except]);
}

function toRecord(row: Teleconsultation): Record<string, unknown> {
  return Object.fromEntries(PAIRS.map(([field, column]) => [column, row[field]]));
}
