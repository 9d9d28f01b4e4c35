import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel, Language } from '../delivery/delivery.js';
import type { OnRoster } from './duty.js';
import type { Choice } from './reach.js';

/** Who has left the house of a roster, as the care network last said, stands in it no longer. */
const ROSTER: Statement = {
  name: 'duty-at',
  text: `
    SELECT asked.nr, s.county, s.post, s.practitioner, s.kind
      FROM unnest($1::int[], $2::text[], $3::text[], $4::timestamptz[]) AS asked (nr, county, post, at)
      JOIN duty_shift s ON s.county = asked.county AND s.post = asked.post AND s.starts_at <= asked.at AND s.ends_at > asked.at
     WHERE NOT EXISTS (SELECT FROM staff_member m
                        WHERE m.county = s.county AND m.practitioner = s.practitioner
                          AND (m.institution <> s.institution OR m.until <= (asked.at AT TIME ZONE 'Asia/Shanghai')::date))
     ORDER BY asked.nr, s.starts_at, s.id`,
};

const CHOICES: Statement = {
  name: 'preference-of-many',
  text: `SELECT county, practitioner, language, task_channels, info_channels, quiet_from, quiet_to, digest
           FROM preference WHERE (county, practitioner) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
};

const NOTE_GAPS: Statement = {
  name: 'duty-gap-note',
  text: `INSERT INTO duty_gap (county, institution, post, day, noticed_at)
         SELECT DISTINCT county, institution, post, $4::date, $5::timestamptz
           FROM unnest($1::text[], $2::text[], $3::text[]) AS row (county, institution, post)
             ON CONFLICT DO NOTHING RETURNING county, institution, post`,
};

/** A post whose roster is asked for at one instant; `nr` says which question an answer belongs to. */
export interface Asked {
  readonly nr: number;
  readonly county: string;
  readonly post: string;
  readonly at: Date;
}

/** Whom the rosters name. */
export async function readRosters(tx: EntityManager, asked: readonly Asked[]): Promise<(OnRoster & { nr: number })[]> {
  if (asked.length === 0) return [];
  return run(tx, ROSTER, [
    asked.map(({ nr }) => nr),
    asked.map(({ county }) => county),
    asked.map(({ post }) => post),
    asked.map(({ at }) => at),
  ]);
}

interface ChoiceRow {
  county: string;
  practitioner: string;
  language: Language;
  task_channels: Channel[] | null;
  info_channels: Channel[] | null;
  quiet_from: string | null;
  quiet_to: string | null;
  digest: Choice['digest'];
}

export interface Person {
  readonly county: string;
  readonly practitioner: string;
}

export const personKey = ({ county, practitioner }: Person): string => `${county} ${practitioner}`;

/** What people have chosen, by {@link personKey}; who has chosen nothing is not among them. */
export async function readChoices(tx: EntityManager, people: readonly Person[]): Promise<Map<string, Choice>> {
  if (people.length === 0) return new Map();
  const rows = await run<ChoiceRow>(tx, CHOICES, [
    people.map(({ county }) => county),
    people.map(({ practitioner }) => practitioner),
  ]);
  return new Map(rows.map((row) => [personKey(row), toChoice(row)]));
}

export function toChoice(row: Omit<ChoiceRow, 'county' | 'practitioner'>): Choice {
  const { language, task_channels: task, info_channels: info, quiet_from: from, quiet_to: to, digest } = row;
  return {
    language,
    digest,
    ...(task ? { task } : {}),
    ...(info ? { info } : {}),
    ...(from && to ? { quiet: { from, to } } : {}),
  };
}

export interface Gap {
  readonly county: string;
  readonly institution: string;
  readonly post: string;
}

/** Notes posts without anybody on duty. @returns those that were not known that day */
export async function noteGaps(tx: EntityManager, gaps: readonly Gap[], day: string, now: Date): Promise<Gap[]> {
  if (gaps.length === 0) return [];
  return run<Gap>(tx, NOTE_GAPS, [
    gaps.map(({ county }) => county),
    gaps.map(({ institution }) => institution),
    gaps.map(({ post }) => post),
    day,
    now,
  ]);
}

const POSTPONE: Statement = {
  name: 'delivery-postpone',
  text: `
    UPDATE delivery d SET state = 'waiting', next_at = row.until, attempts = d.attempts - 1, lease_until = NULL
      FROM unnest($1::bpchar[], $2::uuid[], $3::timestamptz[]) AS row (county, id, until)
     WHERE d.county = row.county AND d.id = row.id AND d.state = 'sending'`,
};

/** Gives claimed deliveries back until later: they were not tried. */
export async function postpone(
  tx: EntityManager,
  deliveries: readonly { county: string; id: string; until: Date }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await run(tx, POSTPONE, [
    deliveries.map(({ county }) => county),
    deliveries.map(({ id }) => id),
    deliveries.map(({ until }) => until),
  ]);
}
