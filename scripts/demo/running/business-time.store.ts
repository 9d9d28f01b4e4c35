import type { Client, Pool } from 'pg';
import { setBusinessClock } from '#service/clock/business-clock.js';
import { withClient } from '../../launch/database.js';

export async function businessNow(databaseUrl: string): Promise<Date> {
  return withClient(databaseUrl, readBusinessTime);
}

export async function readBusinessTime(database: Pick<Client | Pool, 'query'>): Promise<Date> {
  const { rows } = await database.query<{ now: Date }>('SELECT referral.business_now() AS now');
  return rows[0]!.now;
}

/** Moves business time of all services to the instant that `choose` makes of the present one; forward only. */
export async function moveBusinessTime(databaseUrl: string, choose: (now: Date) => Date): Promise<Date> {
  return withClient(databaseUrl, async (client) => {
    const instant = choose(await readBusinessTime(client));
    await setBusinessClock(client, instant);
    return instant;
  });
}
