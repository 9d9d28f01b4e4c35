import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { SERVICES } from '#contracts/codes.js';

/** Channel on which a move is told to the services, and on which each says that its timers have run. */
export const CLOCK_MOVED = 'business_clock_moved';
export const CLOCK_FOLLOWED = 'business_clock_followed';

/** What a service answers to a move. */
export const followed = (move: string, service: string): string => `${move} ${service}`;

/**
 * Sets business time in all schemas at once (architecture §3). For scripts and tests of a demo county, never over HTTP.
 * @returns the name of this move
 * @throws where no demo county was loaded (foreign key on demo_marker), and when time would go backwards (trigger)
 */
export async function setBusinessClock(client: ClientBase, instant: Date): Promise<string> {
  const move = randomUUID();
  await client.query('BEGIN');
  try {
    for (const schema of SERVICES) {
      await client.query(
        `INSERT INTO ${schema}.business_clock (ahead) VALUES ($1::timestamptz - now())
         ON CONFLICT (demo) DO UPDATE SET ahead = EXCLUDED.ahead`,
        [instant],
      );
    }
    await client.query('SELECT pg_notify($1, $2)', [CLOCK_MOVED, move]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return move;
}
