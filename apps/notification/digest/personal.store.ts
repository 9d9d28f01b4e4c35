import type { EntityManager } from 'typeorm';
import { calendarOf } from '#service/calendar/calendar.js';
import { readCalendarTables } from '#service/calendar/calendar.store.js';
import { instantOf, localDate } from '#service/calendar/local-time.js';
import { run, type Statement } from '#service/database/prepared.js';
import { addWorkingMinutes } from '#service/rules/working-hours.js';
import { ofThose, type Whose } from '#service/timer/counties.js';

const GATHER: Statement = {
  name: 'personal-digest-gather',
  text: `
    INSERT INTO personal_digest AS known (county, practitioner, institution, notices, due_at)
    SELECT county, practitioner, max(institution), count(*), min(due_at)
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[]) AS row (county, practitioner, institution, due_at)
     GROUP BY county, practitioner ORDER BY county, practitioner
        ON CONFLICT (county, practitioner) DO UPDATE SET notices = known.notices + excluded.notices`,
};

const TAKE_DUE: Statement = {
  name: 'personal-digest-take-due',
  text: `
    DELETE FROM personal_digest WHERE (county, practitioner) IN (
      SELECT county, practitioner FROM personal_digest WHERE due_at <= $1 AND ${ofThose('county', 3)} ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING county, practitioner, institution, notices, due_at`,
};

/** News for somebody who wants a summary. */
export interface PersonalNews {
  readonly county: string;
  readonly institution: string;
  readonly practitioner: string;
  readonly rules: { readonly digestAt: string };
}

/** What waited for one person. */
export interface PersonalDigest {
  readonly county: string;
  readonly practitioner: string;
  readonly institution: string;
  readonly notices: number;
  readonly due_at: Date;
}

/** Lets news wait for the next summary: at its time of the next working day. */
export async function gatherPersonal(tx: EntityManager, news: readonly PersonalNews[], now: Date): Promise<void> {
  if (news.length === 0) return;
  const dueAt = new Map<string, Date>();
  for (const { county, rules } of news) {
    if (!dueAt.has(county)) dueAt.set(county, await nextSummary(tx, county, rules.digestAt, now));
  }
  await run(tx, GATHER, [
    news.map(({ county }) => county),
    news.map(({ practitioner }) => practitioner),
    news.map(({ institution }) => institution),
    news.map(({ county }) => dueAt.get(county)),
  ]);
}

/** Takes the summaries of these counties whose time has come; another process that looks at the same time gets others. */
export function takePersonal(tx: EntityManager, now: Date, limit: number, whose: Whose): Promise<PersonalDigest[]> {
  return run<PersonalDigest>(tx, TAKE_DUE, [now, limit, whose.except, whose.only ?? null]);
}

async function nextSummary(tx: EntityManager, county: string, digestAt: string, now: Date): Promise<Date> {
  const calendar = calendarOf(await readCalendarTables(tx, county));
  const at = (day: string) => instantOf(day, { days: 0, at: digestAt });
  const today = localDate(now);
  const from =
    now < at(today) ? instantOf(today, { days: 0, at: '00:00' }) : instantOf(today, { days: 0, at: '24:00' });
  return at(localDate(addWorkingMinutes(from, 1, calendar)));
}
