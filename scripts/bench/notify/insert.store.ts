import { randomUUID } from 'node:crypto';
import pg from 'pg';

const TABLE = 'notification.bench_notice';
const INSERT = {
  name: 'bench-notice',
  text: `INSERT INTO ${TABLE} (county, id, audience, seq, institution, message_id, event, template, urgency, referral_id, referral_no, facts, occurred_at)
         VALUES ('990101', $1, $2, $3, '990101H01', $4, 'referral.departed', 'departed', 'info', $5, 'B0000000', '{"urgencyClass":"U3"}', now())`,
};

/**
 * Notices per second by a bare client: one prepared INSERT and one commit each, on `connections` at once, into a table
 * with the columns and indexes of the real one. No message, no inbox, no counter, no stream.
 */
export async function insertBare(databaseUrl: string, connections: number, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  try {
    await pool.query(`DROP TABLE IF EXISTS ${TABLE}; CREATE TABLE ${TABLE} (LIKE notification.notice INCLUDING ALL)`);
    let left = count;
    const start = performance.now();
    const client = async (_: unknown, at: number) => {
      for (let seq = 1; left-- > 0; seq += 1)
        await pool.query({ ...INSERT, values: [randomUUID(), `desk:${at}`, seq, randomUUID(), randomUUID()] });
    };
    await Promise.all(Array.from({ length: connections }, client));
    return (count * 1000) / (performance.now() - start);
  } finally {
    await pool.query(`DROP TABLE IF EXISTS ${TABLE}`);
    await pool.end();
  }
}
