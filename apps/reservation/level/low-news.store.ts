import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Session } from '../supply/session.entity.js';

const NOTE: Statement = {
  name: 'low-note',
  text: `INSERT INTO low_told (county, session_id, closes_at) SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::timestamptz[])
    ON CONFLICT (county, session_id) DO NOTHING RETURNING session_id AS "sessionId"`,
};

/** Remembers whose reserve runs low. @returns those of which it was not known */
export async function noteLow(tx: EntityManager, sessions: readonly Session[]): Promise<Session[]> {
  if (sessions.length === 0) return [];
  const rows = await run<{ sessionId: string }>(tx, NOTE, [
    sessions.map(({ county }) => county),
    sessions.map(({ id }) => id),
    sessions.map(({ closesAt }) => closesAt),
  ]);
  const fresh = new Set(rows.map(({ sessionId }) => sessionId));
  return sessions.filter(({ id }) => fresh.has(id));
}

const FORGET: Statement = {
  name: 'low-forget',
  text: 'DELETE FROM low_told WHERE (county, session_id) IN (SELECT county, session_id FROM low_told WHERE closes_at <= $1 LIMIT 1000)',
};

export async function forgetLow(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}
