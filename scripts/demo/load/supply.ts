import { localDate, plusDays } from '#service/calendar/local-time.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import type { Draft } from '../../../apps/reservation/supply/publication.js';
import { publish } from '../../../apps/reservation/supply/publish.js';
import { cutEvenly } from '../../../apps/reservation/supply/seat.js';
import type { County } from '../county/county.js';
import { buildSupply, type Session } from '../county/supply.js';

const DAY = 86_400_000;
const DAYS_AHEAD = 14;
const SEGMENT_MINUTES = 30;

/**
 * Publishes what is missing of the next 14 days, through the reservation service's own rule, so that reserve, opening
 * times and ledger are right. Each day counts as published when family doctors may first book it: T−14 d 08:00.
 */
export async function publishSupply(
  databaseUrl: string,
  counties: readonly County[],
  known: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const source = serviceDataSource({ url: databaseUrl, service: 'reservation', entities: [], poolSize: 2 });
  await source.initialize();
  try {
    const database = new Database(source);
    let published = 0;
    for (const date of datesAhead(now)) {
      for (const [county, institution, sessions] of missing(counties, known, date)) {
        const publishedAt = new Date(Math.min(now.getTime(), Date.parse(`${date}T08:00:00+08:00`) - DAYS_AHEAD * DAY));
        const by = { county, institution, account: 'his-adapter' };
        await database.transaction(SYSTEM, (tx) => publish(tx, publishedAt, by, sessions));
        published += sessions.length;
      }
    }
    return published;
  } finally {
    await source.destroy();
  }
}

/** Tomorrow and the thirteen days after it, in Beijing time. */
function datesAhead(now: Date): string[] {
  return Array.from({ length: DAYS_AHEAD }, (_, i) => plusDays(localDate(now), i + 1));
}

function* missing(counties: readonly County[], known: ReadonlySet<string>, date: string) {
  for (const county of counties) {
    const sessions = buildSupply(county, date)
      .filter(({ externalId }) => !known.has(externalId))
      .map(draftOf);
    for (const institution of new Set(sessions.map((session) => session.institution))) {
      yield [county.code, institution, sessions.filter((session) => session.institution === institution)] as const;
    }
  }
}

/** Experts see their patients by the half hour. */
function draftOf(session: Session): Draft & { institution: string } {
  const time = { startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) };
  if (session.pool !== 'expert-slot') return { ...session, ...time };
  return { ...session, ...time, segments: cutEvenly(time, SEGMENT_MINUTES, session.capacity) };
}
