import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Session } from './session.entity.js';
import { SESSION_COLUMNS } from './session.store.js';

/** A page is cut by index order, so that its cost does not grow with what lies before or after it. */
const FREE: Statement = {
  name: 'units-free',
  text: `SELECT ${SESSION_COLUMNS} FROM session s
          WHERE s.county = $1 AND s.pool = $2 AND s.group_code = $3 AND s.starts_at >= $4::timestamptz - interval '1 day' AND coalesce(s.last_start_at, s.starts_at) >= $4
            AND s.starts_at <= $5 AND s.closes_at > $6
            AND ($7::text IS NULL OR s.institution = $7) AND ($8::text IS NULL OR s.doctor_id = $8)
            AND (s.opens_public_at <= $6 OR ($9 AND s.opens_family_at <= $6))
            AND CASE WHEN $9 THEN s.family_taken + s.open_taken < s.capacity + s.extra
                 AND (s.opens_public_at <= $6 OR s.family_taken < s.reserve - s.released)
              ELSE s.protected + s.family_taken + s.open_taken < s.capacity + s.extra
                - CASE WHEN $10 AND s.fresh_until > $6 THEN s.fresh_units ELSE 0 END END
            AND ($11::timestamptz IS NULL OR (s.starts_at, s.id) > ($11, $12))
          ORDER BY s.starts_at, s.id LIMIT $13`,
};

export interface FreeUnitsWanted {
  county: string;
  pool: string;
  group: string;
  institution?: string;
  doctorId?: string;
  from: Date;
  to: Date;
  /** Sees protected units. */
  entitled: boolean;
  /** Speaks for self-service, which comes after primary doctors in the hour after a release. */
  selfService: boolean;
  after: readonly CursorValue[];
  limit: number;
}

/** Sessions in which the caller could get a unit now, the earliest first. */
export function findFreeUnits(tx: EntityManager, now: Date, wanted: FreeUnitsWanted): Promise<Session[]> {
  const { county, pool, group, institution, doctorId, from, to, entitled, selfService, after, limit } = wanted;
  const [startsAt = null, id = null] = after;
  const filter = [institution ?? null, doctorId ?? null, entitled, selfService, startsAt, id, limit];
  return run<Session>(tx, FREE, [county, pool, group, from, to, now, ...filter]);
}
