import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { run } from '#service/database/prepared.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow } from '../store/referral.row.js';

/** Filters of the traces of a county; undefined takes everything. */
export interface TraceFilter {
  county: string;
  /** Institutions that the caller oversees, or the one that is asked for. */
  institutions?: readonly string[];
  find?: string;
  state?: string;
  direction?: string;
  urgencyClass?: string;
  since?: Date;
  before?: Date;
  /** Only what is due before this instant. */
  dueBefore?: Date;
  openOnly: boolean;
  /** Id of the last one of the page before. */
  after?: string;
  limit: number;
}

/** Ids are UUID v7, so the newest come first. */
const LIST = {
  name: 'trace-list',
  text: `SELECT ${LISTED} FROM referral
          WHERE (county = $1 OR to_county = $1)
            AND ($2::text[] IS NULL OR from_institution = ANY ($2) OR to_institution = ANY ($2))
            AND ($3::text IS NULL OR referral_no LIKE $3) AND ($4::uuid IS NULL OR id = $4)
            AND ($5::text IS NULL OR state = $5) AND ($6::text IS NULL OR direction = $6)
            AND ($7::text IS NULL OR urgency_class = $7)
            AND ($8::timestamptz IS NULL OR submitted_at >= $8) AND ($9::timestamptz IS NULL OR submitted_at < $9)
            AND ($10::timestamptz IS NULL OR due_at < $10) AND (NOT $11::boolean OR due_at IS NOT NULL)
            AND ($12::uuid IS NULL OR id < $12)
          ORDER BY id DESC LIMIT $13`,
};

/** One page and the first of the next one, newest first. */
export function listTraces(tx: EntityManager, filter: TraceFilter): Promise<ListedRow[]> {
  const { find } = filter;
  const id = isUUID(find) ? find : undefined;
  return run<ListedRow>(tx, LIST, [
    filter.county,
    filter.institutions ?? null,
    // The number holds neither of the two characters that LIKE reads as its own.
    find && !id ? `${find}%` : null,
    id ?? null,
    filter.state ?? null,
    filter.direction ?? null,
    filter.urgencyClass ?? null,
    filter.since ?? null,
    filter.before ?? null,
    filter.dueBefore ?? null,
    filter.openOnly,
    filter.after ?? null,
    filter.limit + 1,
  ]);
}
