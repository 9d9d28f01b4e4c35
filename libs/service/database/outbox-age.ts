import type { Pool } from 'pg';

/** Age in seconds of the oldest message that is not published yet; 0 when there is none. */
export async function outboxAge(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ age: number | null }>(
    'SELECT extract(epoch FROM now() - min(created_at))::float8 AS age FROM outbox WHERE published_at IS NULL',
  );
  return Math.max(0, rows[0]?.age ?? 0);
}
