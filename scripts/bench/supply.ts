import pg from 'pg';
import { setBusinessClock } from '#service/clock/business-clock.js';
import { Api } from '../demo/api.js';
import { fetchToken, type Running } from '../demo/running/running.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SEATS = 100;
const DAYS = 5;

/**
 * Publishes enough expert seats for `referrals`, three to seven days ahead, and moves business time on until they are
 * open to all: a shortage would turn the bench into one of the wait list.
 */
export async function publishSupply(
  running: Running,
  referrals: number,
): Promise<{ earliest: string; latest: string }> {
  const his = new Api(running.door, await fetchToken(running, 'his-adapter'));
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ now: Date }>('SELECT reservation.business_now() AS now');
    const now = rows[0]?.now ?? new Date();
    const perDay = Math.ceil((referrals * 1.1) / SEATS / DAYS);
    for (let day = 4; day < 4 + DAYS; day += 1)
      await his.post('/v1/sessions', { body: { sessions: sessionsOf(now, day, perDay) } });
    const opened = new Date(now.getTime() + 25 * HOUR_MS);
    await setBusinessClock(client, opened);
    return { earliest: opened.toISOString(), latest: new Date(now.getTime() + (4 + DAYS) * DAY_MS).toISOString() };
  } finally {
    await client.end();
  }
}

function sessionsOf(now: Date, day: number, count: number): object[] {
  const date = new Date(now.getTime() + day * DAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, at) => ({
    externalId: `bench-${now.getTime()}-${day}-${at}`,
    pool: 'expert-slot',
    group: '03.04',
    startsAt: `${date}T08:00:00+08:00`,
    endsAt: `${date}T12:00:00+08:00`,
    place: 'Outpatient building',
    capacity: SEATS,
  }));
}
