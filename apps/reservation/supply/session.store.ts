import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { ofThose, type Whose } from '#service/timer/counties.js';
import { COUNTER_NAMES, type Counters } from '../reserve/counters.js';
import type { Session, SessionKey } from './session.entity.js';

/** A row of `session s` as the entity names it; `release1_at` is no snake case of anything, hence by hand. */
export const SESSION_COLUMNS = `s.county, s.id, s.version, s.institution, s.external_id AS "externalId", s.pool, s.group_code AS "group",
  s.date::text AS date, s.doctor_id AS "doctorId", s.bed_class AS "bedClass", s.in_base AS "inBase", s.starts_at AS "startsAt",
  s.ends_at AS "endsAt", s.place, s.preparation, s.capacity, s.extra, s.reserve, s.released, s.family_taken AS "familyTaken",
  s.other_taken AS "otherTaken", s.public_taken AS "publicTaken", s.emergency_taken AS "emergencyTaken", s.shortfall, s.protected,
  s.open_taken AS "openTaken", s.published_at AS "publishedAt", s.opens_family_at AS "opensFamilyAt",
  s.opens_public_at AS "opensPublicAt", s.release1_at AS "release1At", s.release2_at AS "release2At",
  s.holdback_at AS "holdbackAt", s.closes_at AS "closesAt", s.stage, s.fresh_units AS "freshUnits", s.fresh_until AS "freshUntil",
  s.top_seat AS "topSeat", s.freed_seats AS "freedSeats", s.first_hold_end AS "firstHoldEnd",
  s.device, s.segments, s.last_start_at AS "lastStartAt", s.allotment, s.elsewhere,
  s.stopped_at AS "stoppedAt", s.late_units AS "lateUnits", s.late_until AS "lateUntil", s.frozen`;

const LOCK: Statement = {
  name: 'session-lock',
  text: `SELECT ${SESSION_COLUMNS} FROM session s
          WHERE (s.county, s.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))
          ORDER BY s.county, s.id FOR UPDATE OF s`,
};

const LOCK_FREE: Statement = { name: 'session-lock-free', text: `${LOCK.text} SKIP LOCKED` };

/** As `lockSessions`, without those that another transaction holds: nobody waits, so nobody can wait in a ring. */
export function lockFreeSessions(tx: EntityManager, keys: readonly SessionKey[]): Promise<Session[]> {
  return run<Session>(tx, LOCK_FREE, [keys.map((key) => key.county), keys.map((key) => key.id)]);
}

/** Locks sessions in the one order that every transaction keeps (engineering §4.3). */
export function lockSessions(tx: EntityManager, keys: readonly SessionKey[]): Promise<Session[]> {
  return run<Session>(tx, LOCK, [keys.map((key) => key.county), keys.map((key) => key.id)]);
}

/**
 * Sessions with a unit for somebody who waits: it became free while the entry was being written, or was locked by an
 * event that then did not need it. The conditions are those of room.store.ts and wait-list.store.ts.
 */
const PASSED_OVER = `(s.county, s.id) IN (SELECT c.county, c.id FROM wait_entry e
  JOIN session c ON c.county = e.county AND c.pool = e.pool AND c.group_code = e.group_code AND c.institution = ANY (e.institutions)
   AND c.starts_at <= e.latest AND c.ends_at > e.earliest AND (c.pool = 'inpatient-bed' OR coalesce(c.last_start_at, c.starts_at) >= e.earliest)
   AND c.starts_at <= e.valid_until AND (e.doctor_id IS NULL OR e.doctor_id = c.doctor_id)
 WHERE e.state = 'waiting' AND c.closes_at > $1 AND c.opens_family_at <= $1
   AND c.family_taken + c.open_taken < c.capacity + c.extra AND (NOT c.frozen OR e.entitlement = 'emergency')
   AND CASE WHEN e.entitlement = 'family-doctor' THEN c.opens_public_at <= $1 OR c.family_taken < c.reserve - c.released
     WHEN e.entitlement = 'open' THEN c.opens_public_at <= $1 AND c.protected + c.family_taken + c.open_taken < c.capacity + c.extra
     ELSE true END)`;

const SOME = ofThose('s.county', 3);

/** Due work of the clock: sessions that another replica works on are passed over, and nothing is given out of a frozen pool. */
const CLAIM_DUE = {
  release: claimDue(
    'session-claim-release',
    's.next_release_at <= $1 AND NOT s.frozen',
    's.next_release_at, s.county, s.id',
  ),
  offer: claimDue('session-claim-offer', 's.offer_at <= $1 AND NOT s.frozen', 's.offer_at, s.county, s.id'),
  // In no order: whose patients are elsewhere at that time stays due, and must not stand in the way of the others.
  'passed-over': claimDue('session-claim-passed-over', PASSED_OVER, 'random()'),
  'late-supply': claimDue('session-claim-late', 's.late_until <= $1', 's.late_until'),
  'hold-end': claimDue(
    'session-claim-hold-end',
    `(s.county, s.id) IN (SELECT s.county, s.session_id FROM reservation s WHERE s.state = 'held' AND s.hold_until <= $1 AND ${SOME} ORDER BY s.hold_until LIMIT $2)`,
    's.county, s.id',
  ),
  'no-show': claimDue(
    'session-claim-no-show',
    `(s.county, s.id) IN (SELECT s.county, s.session_id FROM reservation s WHERE s.state = 'confirmed' AND s.no_show_at <= $1 AND ${SOME} ORDER BY s.no_show_at LIMIT $2)`,
    's.county, s.id',
  ),
} as const;

export type Due = keyof typeof CLAIM_DUE;

function claimDue(name: string, condition: string, order: string): Statement {
  const text = `SELECT ${SESSION_COLUMNS} FROM session s WHERE ${condition} AND ${SOME} ORDER BY ${order} LIMIT $2 FOR UPDATE OF s SKIP LOCKED`;
  return { name, text };
}

export function claimDueSessions(
  tx: EntityManager,
  due: Due,
  now: Date,
  limit: number,
  { only, except }: Whose,
): Promise<Session[]> {
  return run<Session>(tx, CLAIM_DUE[due], [now, limit, except, only ?? null]);
}

const COUNT: Statement = {
  name: 'session-count',
  text: `UPDATE session s SET version = s.version + 1, capacity = s.capacity + d.capacity, extra = s.extra + d.extra,
           reserve = s.reserve + d.reserve, released = s.released + d.released, family_taken = s.family_taken + d.family_taken,
           other_taken = s.other_taken + d.other_taken, public_taken = s.public_taken + d.public_taken,
           emergency_taken = s.emergency_taken + d.emergency_taken, shortfall = s.shortfall + d.shortfall,
           fresh_units = d.fresh_units, top_seat = d.top_seat, freed_seats = d.freed_seats::int[], first_hold_end = d.first_hold_end
         FROM unnest($1::bpchar[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[],
                $11::int[], $12::int[], $13::int[], $14::text[], $15::timestamptz[])
           AS d (county, id, capacity, extra, reserve, released, family_taken, other_taken, public_taken, emergency_taken, shortfall, fresh_units,
             top_seat, freed_seats, first_hold_end)
        WHERE s.county = d.county AND s.id = d.id`,
};

/** Adds the sums of the ledger entries to the counters of locked sessions; the constraints have the last word. */
export async function countSessions(
  tx: EntityManager,
  changes: readonly { session: Session; deltas: Counters }[],
): Promise<void> {
  if (changes.length === 0) return;
  const columns = COUNTER_NAMES.map((name) => changes.map(({ deltas }) => deltas[name]));
  const keys = [changes.map(({ session }) => session.county), changes.map(({ session }) => session.id)];
  const of = <T>(value: (session: Session) => T) => changes.map(({ session }) => value(session));
  const seats = [of((s) => s.topSeat), of((s) => `{${s.freedSeats.join(',')}}`), of((s) => s.firstHoldEnd)];
  await run(tx, COUNT, [...keys, ...columns, of((s) => s.freshUnits), ...seats]);
}

const ADVANCE: Statement = {
  name: 'session-advance',
  text: `UPDATE session s SET stage = d.stage, next_release_at = d.next_release_at, fresh_until = d.fresh_until
           FROM unnest($1::bpchar[], $2::uuid[], $3::smallint[], $4::timestamptz[], $5::timestamptz[])
             AS d (county, id, stage, next_release_at, fresh_until)
          WHERE s.county = d.county AND s.id = d.id`,
};

/** Notes that a release stage has run and when the next one is due. */
export async function advanceSessions(
  tx: EntityManager,
  steps: readonly { session: Session; nextReleaseAt: Date | null }[],
): Promise<void> {
  const of = <T>(value: (step: { session: Session; nextReleaseAt: Date | null }) => T) => steps.map(value);
  await run(tx, ADVANCE, [
    of(({ session }) => session.county),
    of(({ session }) => session.id),
    of(({ session }) => session.stage),
    of(({ nextReleaseAt }) => nextReleaseAt),
    of(({ session }) => session.freshUntil),
  ]);
}

const NEXT_OFFER: Statement = {
  name: 'session-next-offer',
  text: `UPDATE session s SET offer_at = CASE WHEN s.opens_public_at > $3 THEN s.opens_public_at END
          WHERE (s.county, s.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))`,
};

/** The wait list has been served; the next time is the public opening, if that is still to come. */
export async function planNextOffer(tx: EntityManager, keys: readonly SessionKey[], now: Date): Promise<void> {
  await run(tx, NEXT_OFFER, [keys.map((key) => key.county), keys.map((key) => key.id), now]);
}

const KEYS_OF_REFERRAL: Statement = {
  name: 'session-keys-of-referral',
  text: `SELECT DISTINCT county, session_id AS id FROM reservation
          WHERE county = ANY ($1::bpchar[]) AND referral_county = $2 AND referral_id = $3`,
};

/** Sessions in which a referral has or had a unit, to be locked before the units are read. */
export function sessionsOfReferral(
  tx: EntityManager,
  counties: readonly string[],
  referral: { county: string; id: string },
): Promise<SessionKey[]> {
  return run<SessionKey>(tx, KEYS_OF_REFERRAL, [counties, referral.county, referral.id]);
}
