import type { EntityManager } from 'typeorm';
import { COUNTERS } from '../invariants/queries.js';

/** A rule that does not hold, with the rows concerned. */
export interface Breach {
  /** Number in domain §7.10. */
  invariant: string;
  what: string;
  county: string;
  id: string;
}

/** Each check lists the rows that break it: county and id. */
const CHECKS: readonly [invariant: string, what: string, text: string][] = [
  [
    'I1',
    'an account reserves less than its ratio, or less than the floor',
    `SELECT county, institution || ' ' || pool || ' ' || group_code || ' ' || date AS id FROM account
      WHERE reserve * 10000 < ratio_bps * capacity OR (pool IN ('expert-slot', 'exam', 'inpatient-bed') AND ratio_bps < 2000)`,
  ],
  [
    'I1',
    'an account differs from the sum of its sessions',
    `SELECT a.county, a.institution || ' ' || a.pool || ' ' || a.group_code || ' ' || a.date AS id FROM account a
       LEFT JOIN session s ON s.county = a.county AND s.institution = a.institution AND s.pool = a.pool
        AND s.group_code = a.group_code AND s.date = a.date AND s.in_base
      GROUP BY a.county, a.institution, a.pool, a.group_code, a.date, a.capacity, a.reserve
     HAVING a.capacity <> coalesce(sum(s.capacity), 0) OR a.reserve <> coalesce(sum(s.reserve), 0)`,
  ],
  [
    'I2',
    'more units are taken than there are',
    `SELECT county, id FROM session WHERE family_taken + open_taken > capacity + extra`,
  ],
  [
    'I2',
    'counters differ from the seats that are taken',
    `SELECT s.county, s.id FROM session s
       LEFT JOIN (SELECT county, session_id, count(*) FILTER (WHERE taker = 'family') AS family, count(*) FILTER (WHERE taker = 'other') AS other,
           count(*) FILTER (WHERE taker = 'public') AS public, count(*) FILTER (WHERE taker = 'emergency') AS emergency
         FROM reservation WHERE occupies GROUP BY county, session_id) r ON r.county = s.county AND r.session_id = s.id
      WHERE (s.family_taken, s.other_taken, s.public_taken, s.emergency_taken)
         <> (coalesce(r.family, 0), coalesce(r.other, 0), coalesce(r.public, 0), coalesce(r.emergency, 0))`,
  ],
  [
    'I2',
    'seats that were given and came back differ from those that are taken',
    `SELECT s.county, s.id FROM session s
      WHERE s.top_seat - cardinality(s.freed_seats)
         <> (SELECT count(*) FROM reservation r WHERE r.county = s.county AND r.session_id = s.id AND r.occupies)
         OR EXISTS (SELECT 1 FROM reservation r WHERE r.county = s.county AND r.session_id = s.id AND r.occupies
                       AND (r.seat > s.top_seat OR r.seat = ANY (s.freed_seats)))`,
  ],
  [
    'I10',
    'a hold ends before its session looks for it',
    `SELECT r.county, r.id FROM reservation r JOIN session s ON s.county = r.county AND s.id = r.session_id
      WHERE r.state = 'held' AND (s.first_hold_end IS NULL OR s.first_hold_end > r.hold_until)`,
  ],
  [
    'I3',
    'open units were given out of the protected part',
    `SELECT county, id FROM session
      WHERE open_taken > capacity + extra - greatest(reserve - released, family_taken) AND shortfall = 0`,
  ],
  [
    'I4',
    'a protected unit does not exist',
    `SELECT county, id FROM session WHERE shortfall = 0 AND capacity + extra - family_taken - open_taken < greatest(reserve - released - family_taken, 0)`,
  ],
  [
    'I6',
    'counters differ from the sum of the ledger',
    `SELECT s.county, s.id FROM session s JOIN (SELECT county, session_id, ${COUNTERS.map((name) => `sum(${name}) AS ${name}`).join(', ')}
         FROM ledger GROUP BY county, session_id) l ON l.county = s.county AND l.session_id = s.id
      WHERE (${COUNTERS.map((name) => `s.${name}`).join(', ')}) <> (${COUNTERS.map((name) => `l.${name}`).join(', ')})`,
  ],
  [
    'I6',
    'a session has no ledger',
    `SELECT s.county, s.id FROM session s WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.county = s.county AND l.session_id = s.id)`,
  ],
  [
    'I8',
    'a person holds two overlapping units',
    `SELECT a.county, a.id FROM reservation a JOIN reservation b ON b.county = a.county AND b.patient_id = a.patient_id AND b.id > a.id
        AND b.busy && a.busy AND b.state IN ('held', 'confirmed') WHERE a.state IN ('held', 'confirmed')`,
  ],
  [
    'I8',
    'a unit has two persons',
    `SELECT county, session_id AS id FROM reservation WHERE occupies GROUP BY county, session_id, seat HAVING count(*) > 1`,
  ],
  [
    'I9',
    'a referral that has ended still holds a unit or waits',
    `SELECT c.county, c.referral_id AS id FROM claim c WHERE c.ended AND (EXISTS (SELECT 1 FROM reservation r
         WHERE r.county = ANY (c.counties) AND r.referral_county = c.county AND r.referral_id = c.referral_id AND r.state IN ('held', 'confirmed'))
       OR EXISTS (SELECT 1 FROM wait_entry e WHERE e.county = ANY (c.counties) AND e.referral_county = c.county
         AND e.referral_id = c.referral_id AND e.state IN ('waiting', 'offered')))`,
  ],
  [
    'I9',
    'somebody lost a unit and is neither rebooked nor waiting, and nobody has the task',
    `SELECT r.county, r.id FROM reservation r WHERE r.state = 'displaced' AND NOT EXISTS (SELECT 1 FROM displacement d
       LEFT JOIN wait_entry e ON e.county = d.county AND e.id = d.wait_entry_id
      WHERE d.county = r.county AND d.reservation_id = r.id AND (d.state <> 'waiting' OR e.id IS NOT NULL))`,
  ],
  [
    'I9',
    'a stopped session can be booked',
    `SELECT county, id FROM session WHERE stopped_at IS NOT NULL AND family_taken + open_taken <> capacity + extra`,
  ],
  [
    'I10',
    'a hold is two minutes past its time and still counts',
    `SELECT county, id FROM reservation WHERE state = 'held' AND hold_until < business_now() - interval '2 minutes'`,
  ],
];

/** Examines the books of the whole service: domain §7.10, engineering §8.1 I2 and I3. Empty when all is well. */
export async function findBreaches(tx: EntityManager): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const [invariant, what, text] of CHECKS) {
    const rows: { county: string; id: string }[] = await tx.query(text);
    breaches.push(...rows.map(({ county, id }) => ({ invariant, what, county, id })));
  }
  return breaches;
}
