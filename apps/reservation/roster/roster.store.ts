import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Session } from '../supply/session.entity.js';
import { SESSION_COLUMNS } from '../supply/session.store.js';

export interface RosterFilter {
  county: string;
  institution: string;
  pool: string;
  from: string;
  to: string;
  group?: string;
  /** Last group of the page before. */
  after?: string;
  /** Groups of a page, and one more. */
  groups: number;
}

const BOARD: Statement = {
  name: 'session-board',
  text: `SELECT ${SESSION_COLUMNS} FROM session s
          WHERE s.county = $1 AND s.institution = $2 AND s.pool = $3 AND s.date BETWEEN $4 AND $5
            AND s.group_code IN (SELECT DISTINCT g.group_code FROM session g
              WHERE g.county = $1 AND g.institution = $2 AND g.pool = $3 AND g.date BETWEEN $4 AND $5
                AND ($6::text IS NULL OR g.group_code = $6) AND ($7::text IS NULL OR g.group_code > $7)
              ORDER BY g.group_code LIMIT $8)
          ORDER BY s.group_code, s.date, s.starts_at, s.id`,
};

/** Sessions of an institution by group, then by time. */
export function readBoard(
  tx: EntityManager,
  { county, institution, pool, from, to, group, after, groups }: RosterFilter,
): Promise<Session[]> {
  return run<Session>(tx, BOARD, [county, institution, pool, from, to, group ?? null, after ?? null, groups]);
}
