import { Client, type Pool } from 'pg';
import { setBusinessClock } from '#service/clock/business-clock.js';

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

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
