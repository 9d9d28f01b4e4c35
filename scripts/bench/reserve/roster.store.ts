import { withClient } from '../../launch/database.js';

/** The reference county (domain §13.1): institutions, and the departments or item groups each may have. */
const INSTITUTIONS = 300;
const GROUPS = 24;

/**
 * Adds rosters straight to the table, as a publication of a million sessions would take hours: of every institution two
 * half days in one group a day, and of the four county hospitals two half days in each of 24 groups. Triggers and
 * foreign keys are left out: a search reads no account.
 * @param days local dates from `firstDay` days after today; negative ones are history
 */
export async function addRoster(url: string, county: string, firstDay: number, days: number): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `SET search_path = reservation; SET session_replication_role = replica; SET statement_timeout = 0`,
    );
    await client.query(ROSTER, [county, firstDay, days, INSTITUTIONS, GROUPS]);
  });
}

const ROSTER = `
INSERT INTO session (county, id, institution, external_id, pool, group_code, date, in_base, starts_at, ends_at, place, capacity, reserve,
    published_at, opens_family_at, opens_public_at, release2_at, closes_at)
SELECT $1, gen_random_uuid(), house, gen_random_uuid()::text, 'expert-slot', group_code, day, true, starts_at, starts_at + interval '4 hours',
    'Room 12', 20, 4, now(), starts_at - interval '14 days', starts_at - interval '7 days', starts_at - interval '1 day',
    starts_at - interval '30 minutes'
  FROM (SELECT $1 || 'H' || to_char(h, 'FM000') AS house, 'dept-' || g AS group_code, day::date AS day,
               ((day::date + time '08:00') AT TIME ZONE 'Asia/Shanghai') + half * interval '6 hours' AS starts_at
          FROM generate_series(current_date + $2::int, current_date + ($2::int + $3::int - 1), interval '1 day') day,
               generate_series(1, $4::int) h, generate_series(0, $5::int - 1) g, generate_series(0, 1) half
         WHERE h <= 4 OR g = h % $5::int) roster`;

/** How many sessions the database holds. Renews the statistics first, as autovacuum would, and writes all pages out. */
export async function sessionsIn(url: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.query('VACUUM ANALYZE reservation.session');
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ sessions: number }>(
      `SELECT count(*)::int AS sessions FROM reservation.session`,
    );
    return rows[0]?.sessions ?? 0;
  });
}

export const GROUP_NAMES = Array.from({ length: GROUPS }, (_, at) => `dept-${at}`);
