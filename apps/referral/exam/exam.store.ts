import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { ExamEntry, ExamKind, ExamOrder } from './exam-order.js';
import type { RecognisedResult } from './recognition.js';

const COLUMNS = {
  county: 'county',
  id: 'id',
  version: 'version',
  state: 'state',
  patientId: 'patient_id',
  referralId: 'referral_id',
  item: 'item',
  kind: 'kind',
  orderingInstitution: 'ordering_institution',
  orderedBy: 'ordered_by',
  performingInstitution: 'performing_institution',
  reportingInstitution: 'reporting_institution',
  repeatReason: 'repeat_reason',
  noteSealed: 'note_sealed',
  conclusion: 'conclusion',
  reportSealed: 'report_sealed',
  reportedBy: 'reported_by',
  orderedAt: 'ordered_at',
  performedAt: 'performed_at',
  reportedAt: 'reported_at',
  recognisedAt: 'recognised_at',
} as const satisfies Record<keyof ExamOrder, string>;

const CHANGING = [
  'version',
  'state',
  'conclusion',
  'report_sealed',
  'reported_by',
  'performed_at',
  'reported_at',
  'recognised_at',
];
const ALL = Object.entries(COLUMNS) as [keyof ExamOrder, string][];
const INSERTED = ALL.map(([, column]) => column).join(', ');
const SELECTED = ALL.map(([field, column]) => `o.${column} AS "${field}"`).join(', ');
const ENTRY = `county, exam_order_id, version, event, transition, from_state, to_state, actor_id, actor_role, actor_institution, at`;

/** The row and its history in one statement. */
const SAVE: Statement = {
  name: 'exam-save',
  text: `WITH saved AS (
           INSERT INTO exam_order (${INSERTED}) SELECT ${INSERTED} FROM json_populate_record(NULL::exam_order, $1)
           ON CONFLICT (county, id) DO UPDATE SET ${CHANGING.map((column) => `${column} = EXCLUDED.${column}`).join(', ')})
         INSERT INTO exam_event (${ENTRY}) SELECT ${ENTRY} FROM json_populate_recordset(NULL::exam_event, $2)`,
};

const LOCK: Statement = {
  name: 'exam-lock',
  text: `SELECT ${SELECTED} FROM exam_order o WHERE o.county = $1 AND o.id = $2 FOR UPDATE`,
};
const FIND: Statement = {
  name: 'exam-find',
  text: `SELECT ${SELECTED} FROM exam_order o WHERE o.county = $1 AND o.id = $2`,
};

/** What the caller's institution ordered, performs or reports; of one patient, whatever the caller may see. Newest first. */
const LIST: Statement = {
  name: 'exam-list',
  text: `SELECT ${SELECTED} FROM exam_order o
          WHERE o.county = $1 AND ($2::uuid IS NULL OR o.patient_id = $2) AND ($3::text IS NULL OR o.state = $3)
            AND ($2::uuid IS NOT NULL OR $4 IN (o.ordering_institution, o.performing_institution, o.reporting_institution))
            AND ($5::uuid IS NULL OR o.id < $5)
          ORDER BY o.id DESC LIMIT $6`,
};

const RECOGNISED: Statement = {
  name: 'exam-recognised',
  text: `SELECT o.id AS "examOrderId", o.item, o.kind, o.performing_institution AS "performingInstitution",
                o.reporting_institution AS "reportingInstitution", o.performed_at AS "performedAt"
           FROM exam_order o
          WHERE o.county = $1 AND o.patient_id = $2 AND o.state = 'recognised' AND ($3::text[] IS NULL OR o.item = ANY ($3))
          ORDER BY o.performed_at DESC, o.id DESC LIMIT 200`,
};

/** A county's own row decides over the nation's, and a later one over those before it: nobody has to end them. */
const ITEMS: Statement = {
  name: 'exam-items',
  text: `SELECT DISTINCT ON (code COLLATE "C") code, kind, name, name_en AS "nameEn", recognised FROM exam_item
          WHERE county IN ($1, '000000') AND ($2::text IS NULL OR code = $2)
            AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)
          ORDER BY code COLLATE "C", county DESC, valid_from DESC`,
};

/** An item of the catalogue of mutual recognition (检查检验结果互认项目). */
export interface ExamItem {
  code: string;
  kind: ExamKind;
  name: string;
  nameEn: string;
  /** Its results are recognised by all institutions of the county. */
  recognised: boolean;
}

export interface ExamFilter {
  county: string;
  institution: string;
  patientId: string | null;
  state: string | null;
  before: string | null;
  limit: number;
}

export async function saveExam(tx: EntityManager, order: ExamOrder, entries: readonly ExamEntry[]): Promise<void> {
  const record = Object.fromEntries(ALL.map(([field, column]) => [column, order[field]]));
  await run(tx, SAVE, [JSON.stringify(record), JSON.stringify(entries.map(toRecord))]);
}

function toRecord(entry: ExamEntry): Record<string, unknown> {
  const { county, examOrderId, version, event, transition, fromState, toState } = entry;
  const step = {
    county,
    exam_order_id: examOrderId,
    version,
    event,
    transition,
    from_state: fromState,
    to_state: toState,
  };
  const { actorId, actorRole, actorInstitution, at } = entry;
  return { ...step, actor_id: actorId, actor_role: actorRole, actor_institution: actorInstitution, at };
}

export async function lockExam(tx: EntityManager, county: string, id: string): Promise<ExamOrder | undefined> {
  return (await run<ExamOrder>(tx, LOCK, [county, id]))[0];
}

export async function findExam(tx: EntityManager, county: string, id: string): Promise<ExamOrder | undefined> {
  return (await run<ExamOrder>(tx, FIND, [county, id]))[0];
}

/** One row more than the limit tells that there is a next page. */
export function listExams(tx: EntityManager, filter: ExamFilter): Promise<ExamOrder[]> {
  const { county, institution, patientId, state, before, limit } = filter;
  return run<ExamOrder>(tx, LIST, [county, patientId, state, institution, before, limit + 1]);
}

/** Recognised results of a patient, whatever their age. @param items null = all */
export function recognisedOf(
  tx: EntityManager,
  county: string,
  patientId: string,
  items: readonly string[] | null,
): Promise<(Omit<RecognisedResult, 'performedAt' | 'validUntil'> & { performedAt: Date })[]> {
  return run(tx, RECOGNISED, [county, patientId, items]);
}

export function examItems(tx: EntityManager, county: string, day: string, code: string | null): Promise<ExamItem[]> {
  return run<ExamItem>(tx, ITEMS, [county, code, day]);
}
