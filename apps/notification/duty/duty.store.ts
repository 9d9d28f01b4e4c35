import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import type { Shift } from './roster-file.js';

/** The local day of an instant. */
const DAY = (column: string) => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

const READ: Statement = {
  name: 'duty-read',
  text: `
    SELECT s.id, s.post, s.practitioner, s.kind, s.starts_at AS "startsAt", s.ends_at AS "endsAt"
      FROM duty_shift s
     WHERE s.county = $1 AND s.institution = $2 AND s.starts_at < $4 AND s.ends_at > $3
       AND NOT EXISTS (SELECT FROM staff_member m
                        WHERE m.county = s.county AND m.practitioner = s.practitioner
                          AND (m.institution <> s.institution OR m.until <= ${DAY('s.starts_at')}))
     ORDER BY s.post, s.starts_at, s.id`,
};

/** Two files for the same house come one after the other. */
const LOCK: Statement = {
  name: 'duty-lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('duty ' || $1 || ' ' || $2, 0))`,
};

const REMOVE: Statement = {
  name: 'duty-remove',
  // Whatever began within the days of the file, of its posts, and is not in it with the same end.
  text: `
    DELETE FROM duty_shift s
     USING (SELECT post, kind, min(${DAY('starts_at')}) AS first, max(${DAY('starts_at')}) AS last
              FROM unnest($3::text[], $4::text[], $6::timestamptz[]) AS row (post, kind, starts_at)
             GROUP BY post, kind) named
     WHERE s.county = $1 AND s.institution = $2 AND s.post = named.post AND s.kind = named.kind
       AND ${DAY('s.starts_at')} BETWEEN named.first AND named.last
       AND NOT EXISTS (SELECT FROM unnest($3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[])
                                   AS row (post, kind, practitioner, starts_at, ends_at)
                        WHERE (row.post, row.kind, row.practitioner, row.starts_at, row.ends_at)
                            = (s.post, s.kind, s.practitioner, s.starts_at, s.ends_at))
    RETURNING s.id`,
};

const ADD: Statement = {
  name: 'duty-add',
  text: `
    INSERT INTO duty_shift (county, id, institution, post, practitioner, kind, starts_at, ends_at, entered_by, entered_at)
    SELECT $1, row.id, $2, row.post, row.practitioner, row.kind, row.starts_at, row.ends_at, $9, $10
      FROM unnest($3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::uuid[])
        AS row (post, kind, practitioner, starts_at, ends_at, id)
        ON CONFLICT ON CONSTRAINT shift_once DO NOTHING
    RETURNING id`,
};

const ELSEWHERE: Statement = {
  name: 'duty-elsewhere',
  text: `SELECT practitioner FROM staff_member
          WHERE county = $1 AND practitioner = ANY ($3::uuid[]) AND (institution <> $2 OR until <= $4::date)`,
};

/** A shift as it is kept. */
export interface KeptShift {
  readonly id: string;
  readonly post: string;
  readonly practitioner: string;
  readonly kind: 'duty' | 'head';
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Whose rosters they are. */
export interface House {
  readonly county: string;
  readonly institution: string;
}

/** The shifts of a house that touch a span; whoever has left it is in none. */
export function readShifts(
  tx: EntityManager,
  { county, institution }: House,
  from: Date,
  to: Date,
): Promise<KeptShift[]> {
  return run<KeptShift>(tx, READ, [county, institution, from, to]);
}

/** Of these practitioners, those who by the care network do not work in the house on that day. */
export async function workElsewhere(
  tx: EntityManager,
  { county, institution }: House,
  practitioners: readonly string[],
  day: string,
): Promise<Set<string>> {
  const rows = await run<{ practitioner: string }>(tx, ELSEWHERE, [county, institution, practitioners, day]);
  return new Set(rows.map(({ practitioner }) => practitioner));
}

/** Puts the shifts of a file in the place of those of the same posts, kinds and days. */
export async function replaceShifts(
  tx: EntityManager,
  { county, institution }: House,
  shifts: readonly Shift[],
  account: string,
  now: Date,
): Promise<{ created: number; removed: number }> {
  await run(tx, LOCK, [county, institution]);
  const columns = [
    shifts.map(({ post }) => post),
    shifts.map(({ kind }) => kind),
    shifts.map(({ practitioner }) => practitioner),
    shifts.map(({ startsAt }) => startsAt),
    shifts.map(({ endsAt }) => endsAt),
  ];
  const removed = await run(tx, REMOVE, [county, institution, ...columns]);
  const ids = shifts.map(() => v7());
  const created = await run(tx, ADD, [county, institution, ...columns, ids, account, now]);
  return { created: created.length, removed: removed.length };
}
