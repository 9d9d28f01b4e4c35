import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Rung } from './ladder.js';

/** What can be overdue: a referral, a request to leave the network, a question to a specialist, a person whose unit was taken away. */
export const OVERDUE_SUBJECTS = ['referral', 'approval', 'teleconsultation', 'displacement'] as const;
export type OverdueSubject = (typeof OVERDUE_SUBJECTS)[number];

/** What is overdue and alike, without anybody's identity. */
export interface OverdueGroup {
  subject: OverdueSubject;
  institution: string;
  role: string;
  /** A question has none yet. */
  direction: string | null;
  /** A request has none yet. */
  urgencyClass: string | null;
  dueKind: string;
  rung: Rung;
  /** How many. */
  referrals: number;
  oldestDueAt: Date;
}

/** Which overdue items of a county are looked at; undefined takes everything. */
export interface OverdueFilter {
  county: string;
  /** Houses that have a part in the referral. */
  touching?: readonly string[];
  /** From this rung on. */
  from: Rung;
  /** With whom it is stuck. */
  institution?: string;
  role?: string;
  dueKind?: string;
  direction?: string;
  urgencyClass?: string;
}

/** One overdue item. */
export interface OverdueItem extends Omit<OverdueGroup, 'referrals' | 'oldestDueAt'> {
  id: string;
  referralNo: string | null;
  state: string;
  toDepartment: string;
  dueAt: Date;
  repeat: number;
  notedAt: Date | null;
  notedRole: string | null;
  notedInstitution: string | null;
}

/** A referral's own item has an owner, a request to void waits for the office, a hand-off for the other centre; the rest is the referrer's. */
const REFERRALS = `SELECT 'referral' AS subject, county, id, referral_no, state, direction, urgency_class, to_department,
    from_institution, to_institution, item.kind, item.due_at, item.rung, item.repeat,
    CASE item.kind WHEN referral.due_kind THEN owner_institution WHEN 'answer-void' THEN progress #>> '{voidRequest,office}'
      WHEN 'take-over' THEN handoff_institution ELSE from_institution END AS institution,
    CASE item.kind WHEN referral.due_kind THEN owner_role WHEN 'answer-void' THEN 'consortium-office'
      WHEN 'take-over' THEN 'referral-desk' ELSE from_role END AS role
  FROM referral CROSS JOIN LATERAL (
    SELECT climb ->> 'kind' AS kind, (climb ->> 'dueAt')::timestamptz AS due_at, climb ->> 'rung' AS rung, (climb ->> 'repeat')::int AS repeat
      FROM jsonb_array_elements(escalation) AS climb WHERE climb ->> 'rung' >= $3) AS item
  WHERE (county = $1 OR to_county = $1) AND referral.due_at IS NOT NULL`;

const CLIMB = `escalation ->> 'kind', (escalation ->> 'dueAt')::timestamptz, escalation ->> 'rung', (escalation ->> 'repeat')::int`;

const APPROVALS = `SELECT 'approval', county, id, NULL, state, direction, NULL, dept_code, from_institution, deciding_institution, ${CLIMB},
    deciding_institution, 'referral-desk'
  FROM network_approval WHERE county = $1 AND state = 'requested' AND escalation ->> 'rung' >= $3`;

/** An overseer sees that a question waits, and not the question. */
const QUESTIONS = `SELECT 'teleconsultation', county, id, NULL, state, NULL, urgency_class, to_department, from_institution, to_institution, ${CLIMB},
    owner_institution, owner_role
  FROM open_questions() WHERE (county = $1 OR to_county = $1) AND escalation ->> 'rung' >= $3`;

/** No patient and no referral: whose desk has found nothing, and of which supply. */
const DISPLACEMENTS = `SELECT 'displacement', county, id, NULL, 'open-task', NULL, NULL, group_code, institution, institution, due_kind, due_at, rung, repeat,
    institution, 'referral-desk'
  FROM overdue_displacement WHERE county = $1 AND NOT settled AND rung >= $3`;

/** Everything that was told up the ladder, with whose it is. */
const STUCK = `FROM (${REFERRALS} UNION ALL ${APPROVALS} UNION ALL ${QUESTIONS} UNION ALL ${DISPLACEMENTS}) AS item
  WHERE ($2::text[] IS NULL OR from_institution = ANY ($2) OR to_institution = ANY ($2) OR institution = ANY ($2))
    AND ($4::text IS NULL OR institution = $4) AND ($5::text IS NULL OR role = $5)
    AND ($6::text IS NULL OR kind = $6) AND ($7::text IS NULL OR direction = $7) AND ($8::text IS NULL OR urgency_class = $8)`;

const values = (filter: OverdueFilter): unknown[] => [
  filter.county,
  filter.touching ?? null,
  filter.from,
  filter.institution ?? null,
  filter.role ?? null,
  filter.dueKind ?? null,
  filter.direction ?? null,
  filter.urgencyClass ?? null,
];

const REPORT = {
  name: 'overdue-report',
  text: `SELECT institution, role, direction, urgency_class AS "urgencyClass", kind AS "dueKind", rung,
           count(*)::int AS referrals, min(due_at) AS "oldestDueAt", subject
           ${STUCK} GROUP BY 1, 2, 3, 4, 5, 6, 9 ORDER BY 6 DESC, 8, 1, 2`,
};

/** What stands overdue in a county, in groups; row-level security keeps a house to its own. */
export const overdueGroups = (tx: EntityManager, filter: OverdueFilter) =>
  run<OverdueGroup>(tx, REPORT, values(filter));

const ITEMS = {
  name: 'overdue-items',
  text: `SELECT stuck.*, noted.at AS "notedAt", noted.role AS "notedRole", noted.institution AS "notedInstitution"
           FROM (SELECT subject, county, id, referral_no AS "referralNo", state, direction, urgency_class AS "urgencyClass",
                   to_department AS "toDepartment", institution, role, kind AS "dueKind", due_at AS "dueAt", rung, repeat
                 ${STUCK} AND ($9::timestamptz IS NULL OR (due_at, id, kind) > ($9, $10::uuid, $11::text))
                 ORDER BY due_at, id, kind LIMIT $12) AS stuck
           LEFT JOIN LATERAL (SELECT n.at, n.role, n.institution FROM alert_noted n
             WHERE n.county = stuck.county AND n.referral_id = stuck.id AND n.due_kind = stuck."dueKind" AND n.due_at = stuck."dueAt"
               AND n.rung = stuck.rung ORDER BY n.at DESC LIMIT 1) AS noted ON true
          ORDER BY stuck."dueAt", stuck.id, stuck."dueKind"`,
};

/** One page and the first of the next one; what has been due longest comes first. @param after the last one's sort values */
export const overdueItems = (tx: EntityManager, filter: OverdueFilter, after: readonly CursorValue[], limit: number) =>
  run<OverdueItem>(tx, ITEMS, [...values(filter), ...[0, 1, 2].map((at) => after[at] ?? null), limit + 1]);
