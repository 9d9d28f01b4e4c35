import { DAY_MS, HOUR_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import { Api } from '../demo/api.js';
import { businessNow, moveBusinessTime } from '../demo/running/business-time.store.js';
import { fetchToken, type Running } from '../demo/running/running.js';

/** An expert's half day. */
const SEATS = 40;
/** More than there are lanes of the ceiling, as each fills sessions of its own. */
const SPARE_SESSIONS = 10;
const DAYS_AHEAD = [3, 4, 5, 6, 7];
/** A referral by a family doctor is valid for so long; the window must end before that (domain §4.4). */
const VALID_DAYS = 7;

/**
 * Publishes enough expert seats for `referrals`, three to seven days ahead, and moves business time on until they are
 * open to all: a shortage would turn the bench into one of the wait list.
 * @returns the window in which the referrals ask for a seat
 */
export async function publishSupply(
  running: Running,
  referrals: number,
): Promise<{ earliest: string; latest: string }> {
  const his = new Api(running.door, await fetchToken(running, 'his-adapter'));
  const now = await businessNow(running.databaseUrl);
  const perDay = Math.ceil(((referrals * 1.1) / SEATS + SPARE_SESSIONS) / DAYS_AHEAD.length);
  for (const day of DAYS_AHEAD) await his.post('/v1/sessions', { body: { sessions: sessionsOf(now, day, perDay) } });
  const opened = await moveBusinessTime(running.databaseUrl, (time) => new Date(time.getTime() + 25 * HOUR_MS));
  return { earliest: opened.toISOString(), latest: new Date(opened.getTime() + VALID_DAYS * DAY_MS).toISOString() };
}

function sessionsOf(now: Date, day: number, count: number): object[] {
  const date = plusDays(localDate(now), day);
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
