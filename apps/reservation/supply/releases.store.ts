import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { liveCounters } from './live.store.js';
import type { Session } from './session.entity.js';

type Shown = 'institution' | 'pool' | 'group' | 'doctorId' | 'startsAt' | 'endsAt' | 'place';

/** A session of which units are released soon. */
export interface ReleaseRow extends Pick<Session, Shown> {
  sessionId: string;
  /** Protected units that nobody has taken. */
  protected: number;
  releaseAt: Date;
}

export interface ReleasesWanted {
  county: string;
  pool?: Pool;
  group?: string;
  institution?: string;
  until: Date;
  /** Sort values of the last row read. */
  after: readonly CursorValue[];
  limit: number;
}

/** Cut by the index of the clock that releases, so that its cost does not grow with the years kept. */
const SOON: Statement = {
  name: 'releases-soon',
  text: `SELECT s.id AS "sessionId", s.institution, s.pool, s.group_code AS "group", s.doctor_id AS "doctorId", s.starts_at AS "startsAt",
            s.ends_at AS "endsAt", s.place, live.protected, s.next_release_at AS "releaseAt"
           FROM session s ${liveCounters('$2')}
          WHERE s.next_release_at > $2 AND s.next_release_at <= $3 AND s.county = $1 AND s.stopped_at IS NULL AND NOT s.frozen
            AND s.opens_family_at <= $2 AND live.protected > 0 AND (s.next_release_at, s.id) > ($4, $5)
            AND ($6::text IS NULL OR s.institution = $6) AND ($7::text IS NULL OR s.pool = $7) AND ($8::text IS NULL OR s.group_code = $8)
          ORDER BY s.next_release_at, s.id LIMIT $9`,
};

/** Sessions with protected units that are released up to then, the soonest first. Dead holds are free. */
export function findReleases(tx: EntityManager, now: Date, wanted: ReleasesWanted): Promise<ReleaseRow[]> {
  const { county, pool, group, institution, until, after, limit } = wanted;
  const [at = now, id = NIL] = after;
  const narrowed = [institution ?? null, pool ?? null, group ?? null];
  return run<ReleaseRow>(tx, SOON, [county, now, until, at, id, ...narrowed, limit]);
}
