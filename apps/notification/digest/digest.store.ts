import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { ofThose, type Whose } from '#service/timer/counties.js';
import type { Digest } from './digest.js';

const GATHER: Statement = {
  name: 'digest-gather',
  text: `
    INSERT INTO digest AS known (county, event, institution, pool, sessions, units, occurred_at, due_at)
    SELECT county, event, institution, pool, sum(sessions), sum(units), max(occurred_at),
           clock_timestamp() + $8::int * interval '1 second'
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::timestamptz[])
        AS row (county, event, institution, pool, sessions, units, occurred_at)
     GROUP BY county, event, institution, pool ORDER BY county, event, institution, pool
        ON CONFLICT (county, event, institution, pool) DO UPDATE
       SET sessions = known.sessions + excluded.sessions, units = known.units + excluded.units,
           occurred_at = greatest(known.occurred_at, excluded.occurred_at)`,
};

const TAKE_DUE: Statement = {
  name: 'digest-take-due',
  text: `
    DELETE FROM digest d WHERE (county, event, institution, pool) IN (
      SELECT county, event, institution, pool FROM digest n WHERE due_at <= clock_timestamp() AND ${ofThose('county', 2)}
         AND (event = 'reserve.returned.v1' OR due_at <= clock_timestamp() - interval '1 day'
              OR EXISTS (SELECT FROM reserve_circle c WHERE c.county = n.county AND n.institution = ANY (c.hospitals)))
       ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING county, event, institution, pool, sessions, units, occurred_at,
      ARRAY(SELECT DISTINCT r.institution FROM reserve_circle c JOIN reserve_doctor r ON r.county = c.county AND r.consortium_id = c.consortium_id
             WHERE c.county = d.county AND d.institution = ANY (c.hospitals) ORDER BY 1) AS houses`,
};

/** Gathered news with the houses whose family doctors may use that reserve. */
export interface DueDigest extends Digest {
  readonly houses: readonly string[];
}

/** Adds news to those that wait already; the first of its kind waits `seconds`, the others go with it. */
export async function gather(tx: EntityManager, digests: readonly Digest[], seconds: number): Promise<void> {
  if (digests.length === 0) return;
  await run(tx, GATHER, [
    digests.map((d) => d.county),
    digests.map((d) => d.event),
    digests.map((d) => d.institution),
    digests.map((d) => d.pool),
    digests.map((d) => d.sessions),
    digests.map((d) => d.units),
    digests.map((d) => d.occurredAt),
    seconds,
  ]);
}

/**
 * Takes the digests of these counties whose wait is over; another process that looks at the same time gets others. As long as referral has
 * not said who may use a reserve, its news waits, for a day at most.
 */
export async function takeDue(tx: EntityManager, limit: number, whose: Whose): Promise<DueDigest[]> {
  const rows = await run<Omit<DueDigest, 'occurredAt'> & { occurred_at: Date }>(tx, TAKE_DUE, [
    limit,
    whose.except,
    whose.only ?? null,
  ]);
  return rows.map(({ occurred_at, ...rest }) => ({ ...rest, occurredAt: occurred_at.toISOString() }));
}
