import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import type { Opening } from './expectation.js';
import type { WaitEntry } from './wait-entry.entity.js';
import { ENTRY_COLUMNS } from './wait-list.store.js';

const LIST: Statement = {
  name: 'wait-list',
  text: `SELECT ${ENTRY_COLUMNS} FROM wait_entry e
          WHERE e.state IN ('waiting', 'offered') AND (e.county = $1 OR e.referral_county = $1)
            AND ($2::text IS NULL OR e.referring_institution = $2 OR $2 = ANY (e.institutions))
            AND ($3::text IS NULL OR e.pool = $3) AND ($4::text IS NULL OR e.group_code = $4) AND (NOT $5 OR e.task_due_at IS NOT NULL)
            AND ($6::timestamptz IS NULL OR (e.waiting_since, e.id) > ($6, $7))
          ORDER BY e.waiting_since, e.id LIMIT $8`,
};

export interface WaitFilter {
  county: string;
  /** Who sent it, or whose list it stands in; everybody where it is left out. */
  institution?: string;
  pool?: string;
  group?: string;
  onlyTasks: boolean;
  limit: number;
}

/** Who waits, the longest first. */
export function listWaiting(
  tx: EntityManager,
  { county, institution, pool, group, onlyTasks, limit }: WaitFilter,
  [since = null, id = null]: readonly CursorValue[],
): Promise<WaitEntry[]> {
  return run<WaitEntry>(tx, LIST, [
    county,
    institution ?? null,
    pool ?? null,
    group ?? null,
    onlyTasks,
    since,
    id,
    limit,
  ]);
}

/** Units that the list of each entry got since then, whoever got them. */
const OFFERED: Statement = {
  name: 'wait-offered-lately',
  text: `SELECT q.id, count(e.id)::int AS offered FROM unnest($1::uuid[], $2::bpchar[], $3::text[], $4::text[], $5::text[])
      AS q (id, county, pool, group_code, institution)
    LEFT JOIN wait_entry e ON e.county = q.county AND e.pool = q.pool AND e.group_code = q.group_code
     AND e.offered_institution = q.institution AND e.offered_at > $6 GROUP BY q.id`,
};

/**
 * What becomes open to each entry inside its window, and when. A family doctor's referral waits for an opening; what a
 * release opens it could have had before. The shares of the stages are those of reserve/release.ts without the holdback.
 */
const OPENINGS: Statement = {
  name: 'wait-openings',
  text: `SELECT q.id, opening.at, sum(opening.units)::int AS units, opening.basis
    FROM unnest($1::uuid[], $2::bpchar[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::boolean[])
      AS q (id, county, pool, group_code, institution, earliest, latest, doctor_id, entitled)
    JOIN session s ON s.county = q.county AND s.pool = q.pool AND s.group_code = q.group_code AND s.institution = q.institution
     AND s.starts_at BETWEEN q.earliest AND q.latest AND s.closes_at > $10 AND NOT s.frozen AND s.stopped_at IS NULL
     AND (q.doctor_id IS NULL OR s.doctor_id = q.doctor_id)
    CROSS JOIN LATERAL (
      SELECT s.opens_family_at AS at, s.protected AS units, 'opening' AS basis WHERE q.entitled AND s.opens_family_at > $10
      UNION ALL SELECT s.opens_public_at, s.capacity + s.extra - s.family_taken - s.open_taken - s.protected, 'opening' WHERE s.opens_public_at > $10
      UNION ALL SELECT s.next_release_at, CASE WHEN s.stage = 0 AND s.release1_at IS NOT NULL THEN s.protected / 2 ELSE s.protected END, 'release'
        WHERE NOT q.entitled AND s.next_release_at > $10) opening
   WHERE opening.units > 0 GROUP BY q.id, opening.at, opening.basis`,
};

/** What an estimate of each entry's date rests on. */
export async function readProspects(
  tx: EntityManager,
  now: Date,
  since: Date,
  entries: readonly WaitEntry[],
): Promise<Map<string, { offered: number; openings: Opening[] }>> {
  const of = <T>(value: (entry: WaitEntry) => T) => entries.map(value);
  const lists = [of((e) => e.id), of((e) => e.county), of((e) => e.pool), of((e) => e.group), of((e) => e.institution)];
  const windows = [
    of((e) => e.earliest),
    of((e) => e.latest),
    of((e) => e.doctorId),
    of((e) => e.entitlement !== 'open'),
  ];
  const offered = await run<{ id: string; offered: number }>(tx, OFFERED, [...lists, since]);
  const openings = await run<Opening & { id: string }>(tx, OPENINGS, [...lists, ...windows, now]);
  return new Map(
    offered.map(({ id, offered: units }) => [
      id,
      { offered: units, openings: openings.filter((one) => one.id === id) },
    ]),
  );
}
