import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import type { CursorKind, CursorValue } from '#service/paging/cursor.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow } from '../store/referral.row.js';

/** Filters of a list; undefined takes everything. */
export interface ListFilter {
  states?: readonly string[];
  direction?: string;
  urgency?: string;
  department?: string;
  dueBefore?: Date;
  /** Only what somebody still has to act on. */
  open?: boolean;
  /** Only what this institution has to act on next. */
  owner?: string;
  /** Only what these doctors referred. */
  practitioners?: readonly string[];
  /** Only what goes to these departments. */
  departments?: readonly string[];
  /** Sort values of the last referral of the page before. */
  after: readonly CursorValue[];
  limit: number;
}

const FILTERS = `
  AND ($3::text[] IS NULL OR state = ANY ($3)) AND ($4::text IS NULL OR direction = $4)
  AND ($5::timestamptz IS NULL OR due_at < $5) AND ($6::uuid[] IS NULL OR from_practitioner = ANY ($6))
  AND ($7::text[] IS NULL OR direction = 'down' OR to_department = ANY ($7))
  AND ($8::text IS NULL OR urgency_class = $8) AND ($9::text IS NULL OR to_department = $9)
  AND (NOT $10::boolean OR due_at IS NOT NULL) AND ($11::text IS NULL OR owner_institution = $11)`;

/** What belongs to a list; its first two values are the caller's county and institution. */
const LISTS = {
  inbox: 'to_county = $1 AND to_institution = $2',
  outbox: 'county = $1 AND from_institution = $2',
  house: '((to_county = $1 AND to_institution = $2) OR (county = $1 AND from_institution = $2))',
  county: 'county = $1 AND $2::text IS NOT NULL',
} as const;
export type ListName = keyof typeof LISTS;

/** What has no deadline comes after everything that has one. */
export const NO_DEADLINE = '9999-12-31T00:00:00.000Z';
const DUE = `coalesce(due_at, '${NO_DEADLINE}')`;

/** Ids are UUID v7, so the newest come first. */
const ORDERS = {
  newest: { after: 'AND ($12::uuid IS NULL OR id < $12) ORDER BY id DESC LIMIT $13', kinds: ['uuid'] },
  due: {
    after: `AND ($12::timestamptz IS NULL OR (${DUE}, id) > ($12, $13::uuid)) ORDER BY ${DUE}, id LIMIT $14`,
    kinds: ['instant', 'uuid'],
  },
} as const;
export type ListOrder = keyof typeof ORDERS;

/** The kinds of the sort values of an order, as a cursor holds them. */
export const sortKindsOf = (order: ListOrder): readonly CursorKind[] => ORDERS[order].kinds;

/** One page in this order, and the first of the next one. */
export function listReferrals(
  tx: EntityManager,
  list: ListName,
  order: ListOrder,
  reach: { county: string; institution: string },
  filter: ListFilter,
): Promise<ListedRow[]> {
  const { states, direction, urgency, department, dueBefore, open, owner, practitioners, departments } = filter;
  const statement = {
    name: `referral-${list}-${order}`,
    text: `SELECT ${LISTED} FROM referral WHERE ${LISTS[list]} ${FILTERS} ${ORDERS[order].after}`,
  };
  return run<ListedRow>(tx, statement, [
    reach.county,
    reach.institution,
    states ?? null,
    direction ?? null,
    dueBefore ?? null,
    practitioners ?? null,
    departments ?? null,
    urgency ?? null,
    department ?? null,
    open ?? false,
    owner ?? null,
    ...ORDERS[order].kinds.map((_, place) => filter.after[place] ?? null),
    filter.limit + 1,
  ]);
}
