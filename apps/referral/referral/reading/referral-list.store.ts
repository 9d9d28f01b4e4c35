import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow } from '../store/referral.row.js';

/** Filters of a list; undefined takes everything. */
export interface ListFilter {
  state?: string;
  direction?: string;
  dueBefore?: Date;
  /** Only what these doctors referred. */
  practitioners?: readonly string[];
  /** Only what goes to these departments. */
  departments?: readonly string[];
  /** Id of the last referral of the page before. */
  before?: string;
  limit: number;
}

const FILTERS = `
  AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR direction = $4)
  AND ($5::timestamptz IS NULL OR due_at < $5) AND ($6::uuid[] IS NULL OR from_practitioner = ANY ($6))
  AND ($7::text[] IS NULL OR direction = 'down' OR to_department = ANY ($7)) AND ($8::uuid IS NULL OR id < $8)
  ORDER BY id DESC LIMIT $9`;

/** Ids are UUID v7, so the newest come first. */
const LISTS = {
  inbox: {
    name: 'referral-inbox',
    text: `SELECT ${LISTED} FROM referral WHERE to_county = $1 AND to_institution = $2 ${FILTERS}`,
  },
  outbox: {
    name: 'referral-outbox',
    text: `SELECT ${LISTED} FROM referral WHERE county = $1 AND from_institution = $2 ${FILTERS}`,
  },
  county: {
    name: 'referral-county',
    text: `SELECT ${LISTED} FROM referral WHERE county = $1 AND $2::text IS NOT NULL ${FILTERS}`,
  },
};
export type ListName = keyof typeof LISTS;

/** One page and the first of the next one, newest first. */
export function listReferrals(
  tx: EntityManager,
  list: ListName,
  reach: { county: string; institution: string },
  filter: ListFilter,
): Promise<ListedRow[]> {
  const { state, direction, dueBefore, practitioners, departments, before, limit } = filter;
  return run<ListedRow>(tx, LISTS[list], [
    reach.county,
    reach.institution,
    state ?? null,
    direction ?? null,
    dueBefore ?? null,
    practitioners ?? null,
    departments ?? null,
    before ?? null,
    limit + 1,
  ]);
}
