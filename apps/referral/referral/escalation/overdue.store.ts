import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Rung } from './ladder.js';

/** What is overdue and alike, without anybody's identity. */
export interface OverdueGroup {
  institution: string;
  role: string;
  direction: string;
  urgencyClass: string;
  dueKind: string;
  rung: Rung;
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

/** One overdue item of one referral. */
export interface OverdueItem extends Omit<OverdueGroup, 'referrals' | 'oldestDueAt'> {
  id: string;
  referralNo: string;
  state: string;
  toDepartment: string;
  dueAt: Date;
  repeat: number;
  notedAt: Date | null;
  notedRole: string | null;
  notedInstitution: string | null;
}

/** Every item that was told up the ladder, with whose it is: the state's own has an owner, every other one is the referrer's. */
const STUCK = `FROM referral CROSS JOIN LATERAL (
    SELECT climb ->> 'kind' AS kind, (climb ->> 'dueAt')::timestamptz AS due_at, climb ->> 'rung' AS rung, (climb ->> 'repeat')::int AS repeat
      FROM jsonb_array_elements(escalation) AS climb WHERE climb ->> 'rung' >= $3) AS item
  CROSS JOIN LATERAL (SELECT CASE WHEN item.kind = referral.due_kind THEN owner_institution ELSE from_institution END AS institution,
      CASE WHEN item.kind = referral.due_kind THEN owner_role ELSE from_role END AS role) AS owner
  WHERE (county = $1 OR to_county = $1)
    AND ($2::text[] IS NULL OR from_institution = ANY ($2) OR to_institution = ANY ($2) OR owner.institution = ANY ($2))
    AND ($4::text IS NULL OR owner.institution = $4) AND ($5::text IS NULL OR owner.role = $5)
    AND ($6::text IS NULL OR item.kind = $6) AND ($7::text IS NULL OR direction = $7) AND ($8::text IS NULL OR urgency_class = $8)`;

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
  text: `SELECT owner.institution, owner.role, direction, urgency_class AS "urgencyClass", item.kind AS "dueKind", item.rung,
           count(*)::int AS referrals, min(item.due_at) AS "oldestDueAt"
           ${STUCK} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 6 DESC, 8, 1, 2`,
};

/** What stands overdue in a county, in groups; row-level security keeps a house to its own. */
export const overdueGroups = (tx: EntityManager, filter: OverdueFilter) =>
  run<OverdueGroup>(tx, REPORT, values(filter));

const ITEMS = {
  name: 'overdue-items',
  text: `SELECT id, referral_no AS "referralNo", state, direction, urgency_class AS "urgencyClass", to_department AS "toDepartment",
           owner.institution, owner.role, item.kind AS "dueKind", item.due_at AS "dueAt", item.rung, item.repeat,
           noted.at AS "notedAt", noted.role AS "notedRole", noted.institution AS "notedInstitution"
           ${STUCK.replace(
             '  WHERE',
             `  LEFT JOIN LATERAL (SELECT n.at, n.role, n.institution FROM alert_noted n WHERE n.county = referral.county AND n.referral_id = referral.id
               AND n.due_kind = item.kind AND n.due_at = item.due_at AND n.rung = item.rung ORDER BY n.at DESC LIMIT 1) AS noted ON true
  WHERE`,
           )}
             AND ($9::timestamptz IS NULL OR (item.due_at, id, item.kind) > ($9, $10::uuid, $11::text))
           ORDER BY item.due_at, id, item.kind LIMIT $12`,
};

/** One page and the first of the next one; what has been due longest comes first. @param after the last one's sort values */
export const overdueItems = (tx: EntityManager, filter: OverdueFilter, after: readonly CursorValue[], limit: number) =>
  run<OverdueItem>(tx, ITEMS, [...values(filter), ...[0, 1, 2].map((at) => after[at] ?? null), limit + 1]);
