import type { Client, Notification, Pool } from 'pg';
import { SERVICES } from '#contracts/codes.js';
import { CLOCK_FOLLOWED, followed, setBusinessClock } from '#service/clock/business-clock.js';
import { withClient } from '../../launch/database.js';

/** A service that is down follows when it starts; nobody waits longer for it. */
const PATIENCE_MILLISECONDS = 30_000;

export async function businessNow(databaseUrl: string): Promise<Date> {
  return withClient(databaseUrl, readBusinessTime);
}

export async function readBusinessTime(database: Pick<Client | Pool, 'query'>): Promise<Date> {
  const { rows } = await database.query<{ now: Date }>('SELECT referral.business_now() AS now');
  return rows[0]!.now;
}

/**
 * Moves business time of all services to the instant that `choose` makes of the present one; forward only. Resolves
 * when the timers of every service have done what has become due; what they told one another may still be on its way.
 */
export async function moveBusinessTime(databaseUrl: string, choose: (now: Date) => Date): Promise<Date> {
  return withClient(databaseUrl, async (client) => {
    const instant = choose(await readBusinessTime(client));
    await client.query(`LISTEN ${CLOCK_FOLLOWED}`);
    const heard = new Followers(client);
    const move = await setBusinessClock(client, instant);
    await heard.all(move);
    return instant;
  });
}

/** What the services answered to moves, heard on one connection. */
class Followers {
  private readonly heard = new Set<string>();
  private onHeard = (): void => undefined;

  constructor(client: Client) {
    client.on('notification', ({ payload = '' }: Notification) => {
      this.heard.add(payload);
      this.onHeard();
    });
  }

  /** Resolves when every service has followed this move, or is taken to be down. */
  all(move: string): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = setTimeout(resolve, PATIENCE_MILLISECONDS);
      this.onHeard = () => {
        if (!SERVICES.every((service) => this.heard.has(followed(move, service)))) return;
        clearTimeout(giveUp);
        resolve();
      };
      this.onHeard();
    });
  }
}
