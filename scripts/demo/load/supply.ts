import type { Client } from 'pg';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { SupplyPolicies } from '../../../apps/reservation/policy/policies.js';
import type { Draft } from '../../../apps/reservation/supply/publication.js';
import { type Publisher, publish } from '../../../apps/reservation/supply/publish.js';
import { cutEvenly } from '../../../apps/reservation/supply/seat.js';
import { takeReports } from '../../../apps/reservation/ward/take-reports.js';
import { knownWardDays, wardDayKey } from '../../../apps/reservation/ward/ward-day.store.js';
import type { County } from '../county/county.js';
import { buildSupply, type Session } from '../county/supply.js';
import { wardReportOf } from '../county/wards.js';
import { readBusinessTime } from '../running/business-time.store.js';
import { knownSessions } from './county.store.js';

const DAY = 86_400_000;
const DAYS_AHEAD = 14;
const SEGMENT_MINUTES = 30;

/** What one hospital publishes of one day. */
interface Portion {
  readonly county: County;
  readonly institution: string;
  readonly sessions: readonly Session[];
}

/** Publishes what the hospitals have not published yet of the 14 days after business now. @returns how many sessions */
export async function renewSupply(client: Client, databaseUrl: string, counties: readonly County[]): Promise<number> {
  return publishSupply(databaseUrl, counties, await knownSessions(client), await readBusinessTime(client));
}

/**
 * Publishes what is missing of the next 14 days, through the reservation service's own rules, so that reserve, opening
 * times, ledger and wards are right. Each day counts as published when family doctors may first book it: T−14 d 08:00.
 */
async function publishSupply(
  databaseUrl: string,
  counties: readonly County[],
  known: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const source = serviceDataSource({ url: databaseUrl, service: 'reservation', entities: [], poolSize: 2 });
  await source.initialize();
  try {
    const database = new Database(source);
    const policies = new SupplyPolicies();
    let published = 0;
    for (const date of datesAhead(now)) {
      for (const { county, institution, sessions } of missing(counties, known, date)) {
        const publishedAt = new Date(Math.min(now.getTime(), Date.parse(`${date}T08:00:00+08:00`) - DAYS_AHEAD * DAY));
        const by = { county: county.code, institution, account: 'his-adapter' };
        const clinics = sessions.filter(({ pool }) => pool !== 'inpatient-bed').map(draftOf);
        const wards = sessions
          .filter(({ pool }) => pool === 'inpatient-bed')
          .map((session) => wardReportOf(county, session));
        published += await database.transaction(SYSTEM, async (tx) => {
          await publish(tx, publishedAt, by, clinics);
          return clinics.length + (await reportWards(tx, publishedAt, by, policies, wards));
        });
      }
    }
    return published;
  } finally {
    await source.destroy();
  }
}

type Wards = ReturnType<typeof wardReportOf>[];
type Transaction = Parameters<typeof publish>[0];

/** What somebody has reported of a ward's day stands. */
async function reportWards(
  tx: Transaction,
  now: Date,
  by: Publisher,
  policies: SupplyPolicies,
  wards: Wards,
): Promise<number> {
  const known = await knownWardDays(tx, by.county, by.institution, wards);
  const isKnown = (ward: Wards[number]) =>
    (['forecast', 'actual'] as const).some((kind) => known.has(wardDayKey({ ...ward, kind })));
  const fresh = wards.filter((ward) => !isKnown(ward));
  if (fresh.length > 0) await takeReports(tx, now, by, await policies.at(tx, now, [by.county]), fresh);
  return fresh.length;
}

/** Tomorrow and the thirteen days after it, in Beijing time. */
function datesAhead(now: Date): string[] {
  return Array.from({ length: DAYS_AHEAD }, (_, i) => plusDays(localDate(now), i + 1));
}

function* missing(counties: readonly County[], known: ReadonlySet<string>, date: string): Generator<Portion> {
  for (const county of counties) {
    const sessions = buildSupply(county, date).filter(({ externalId }) => !known.has(externalId));
    for (const institution of new Set(sessions.map((session) => session.institution))) {
      yield { county, institution, sessions: sessions.filter((session) => session.institution === institution) };
    }
  }
}

/** Experts see their patients by the half hour. */
function draftOf(session: Session): Draft {
  const time = { startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) };
  if (session.pool !== 'expert-slot') return { ...session, ...time };
  return { ...session, ...time, segments: cutEvenly(time, SEGMENT_MINUTES, session.capacity) };
}
