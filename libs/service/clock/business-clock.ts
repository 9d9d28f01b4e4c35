import type { ClientBase } from 'pg';
import { SERVICES } from '#contracts/codes.js';

/**
 * Sets business time in all schemas at once (architecture §3). For scripts and tests of a demo county, never over HTTP.
 * @throws where no demo county was loaded (foreign key on demo_marker), and when time would go backwards (trigger)
 */
export async function setBusinessClock(client: ClientBase, instant: Date): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const schema of SERVICES) {
      await client.query(
        `INSERT INTO ${schema}.business_clock (ahead) VALUES ($1::timestamptz - now())
         ON CONFLICT (demo) DO UPDATE SET ahead = EXCLUDED.ahead`,
        [instant],
      );
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
