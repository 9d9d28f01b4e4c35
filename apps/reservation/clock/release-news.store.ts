import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Session } from '../supply/session.entity.js';
import { SESSION_COLUMNS } from '../supply/session.store.js';

/** A roster that came too late for it has told of itself just now. */
const TAKE: Statement = {
  name: 'release-news-take',
  text: `UPDATE session s SET soon_told = true FROM (SELECT county, id FROM session
      WHERE NOT soon_told AND stage = 0 AND release1_at <= $1::timestamptz + $2 * interval '1 minute' ORDER BY release1_at LIMIT $3
        FOR UPDATE SKIP LOCKED) due
    WHERE s.county = due.county AND s.id = due.id RETURNING ${SESSION_COLUMNS}`,
};

/** Sessions whose stage 1 is near, each once. */
export function takeNearRelease(tx: EntityManager, now: Date, minutes: number, limit: number): Promise<Session[]> {
  return run<Session>(tx, TAKE, [now, minutes, limit]);
}
