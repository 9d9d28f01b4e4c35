/** The invariants of domain §7.10. */
export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** One way in which an invariant can be broken. */
export interface Check {
  invariant: Invariant;
  /** Its name in events and metrics. */
  code: string;
  sentence: string;
  /** Selects what breaks it. */
  text: string;
}

/** A check of one pool (account); its rows begin with {@link IN_POOL}. */
export interface PoolCheck extends Check {
  /** False where nothing wrong can be sold: a clock that stands still is told, and no more. */
  freezes: boolean;
  /** It tells of the past, which nobody can mend: whoever lifts a freeze for it has seen it, and what came before counts no more. */
  past: boolean;
}

const COUNTERS = [
  'capacity',
  'extra',
  'reserve',
  'released',
  'family_taken',
  'other_taken',
  'public_taken',
  'emergency_taken',
  'shortfall',
];

const IN_POOL = 's.county, s.institution, s.pool, s.group_code, s.date, s.id::text AS id';
const THE_ACCOUNT = `a.county, a.institution, a.pool, a.group_code, a.date, a.group_code AS id`;
const LEDGER_OF_SESSION = 'FROM ledger l WHERE l.county = s.county AND l.session_id = s.id';
const SEATS_OF_SESSION = 'FROM reservation r WHERE r.county = s.county AND r.session_id = s.id AND r.occupies';

const check = (invariant: Invariant, code: string, sentence: string, text: string, freezes = true): PoolCheck => ({
  invariant,
  code,
  sentence,
  text,
  freezes,
  past: false,
});

/** @param text of entries of the ledger since an instant */
const pastCheck = (
  invariant: Invariant,
  code: string,
  sentence: string,
  text: (since: string) => string,
): PoolCheck => ({
  ...check(
    invariant,
    code,
    sentence,
    text(`(SELECT coalesce(max(f.lifted_at), '-infinity') FROM pool_freeze f WHERE f.county = s.county AND f.institution = s.institution
        AND f.pool = s.pool AND f.group_code = s.group_code AND f.date = s.date AND f.code = '${code}')`),
  ),
  past: true,
});

/**
 * Every check that concerns a pool: over `checked_account a` and its sessions `checked s`. A counter is compared with
 * what it counts in one statement, that is at one moment: a turn that is under way is seen whole or not at all.
 */
export const POOL_CHECKS: readonly PoolCheck[] = [
  check(
    'I1',
    'reserve-below-ratio',
    'an account reserves less than its ratio, or has a ratio below the floor',
    `SELECT ${THE_ACCOUNT} FROM checked_account a
      WHERE a.reserve * 10000 < a.ratio_bps * (a.capacity + a.elsewhere) OR (a.pool IN ('expert-slot', 'exam', 'inpatient-bed') AND a.ratio_bps < 2000)`,
  ),
  check(
    'I1',
    'account-differs-from-sessions',
    'an account differs from the sum of its sessions',
    `SELECT ${THE_ACCOUNT} FROM checked_account a CROSS JOIN LATERAL (
        SELECT coalesce(sum(s.capacity), 0) AS capacity, coalesce(sum(s.reserve), 0) AS reserve,
          coalesce(sum(s.elsewhere), 0) AS elsewhere FROM session s
         WHERE s.county = a.county AND s.institution = a.institution AND s.pool = a.pool AND s.group_code = a.group_code
           AND s.date = a.date AND s.in_base) sums
      WHERE (a.capacity, a.reserve, a.elsewhere) <> (sums.capacity, sums.reserve, sums.elsewhere)`,
  ),
  check(
    'I2',
    'more-taken-than-there-is',
    'more units are taken than there are',
    `SELECT ${IN_POOL} FROM checked s
      WHERE s.family_taken + s.open_taken > s.capacity + s.extra OR least(${COUNTERS.map((name) => `s.${name}`).join(', ')}) < 0`,
  ),
  check(
    'I2',
    'counters-differ-from-seats',
    'counters differ from the seats that are taken',
    `SELECT ${IN_POOL} FROM checked s CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE r.taker = 'family') AS family, count(*) FILTER (WHERE r.taker = 'other') AS other,
          count(*) FILTER (WHERE r.taker = 'public') AS public, count(*) FILTER (WHERE r.taker = 'emergency') AS emergency ${SEATS_OF_SESSION}) r
      WHERE (s.family_taken, s.other_taken, s.public_taken, s.emergency_taken) <> (r.family, r.other, r.public, r.emergency)`,
  ),
  check(
    'I3',
    'open-units-out-of-the-reserve',
    'open units were given out of the protected part',
    `SELECT ${IN_POOL} FROM checked s
      WHERE s.shortfall = 0 AND s.open_taken > s.capacity + s.extra - greatest(s.reserve - s.released, s.family_taken)`,
  ),
  check(
    'I4',
    'protected-unit-missing',
    'a protected unit does not exist, and no shortfall says so',
    `SELECT ${IN_POOL} FROM checked s
      WHERE s.shortfall < greatest(0, greatest(s.reserve - s.released - s.family_taken, 0)
        - greatest(0, s.capacity + s.extra - s.family_taken - s.open_taken))`,
  ),
  check(
    'I5',
    'protected-unit-in-other-hands',
    'somebody who is neither a family doctor nor an emergency has a protected unit',
    `SELECT ${IN_POOL} FROM checked s
      WHERE EXISTS (SELECT 1 ${SEATS_OF_SESSION} AND r.from_reserve AND r.taker NOT IN ('family', 'emergency'))`,
  ),
  pastCheck(
    'I5',
    'protected-unit-sold-before-release',
    'the ledger shows a unit given to others at a moment when all that was left was protected',
    (since) => `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 FROM (
        SELECT l.at, l.other_taken + l.public_taken AS taken, sum(l.capacity + l.extra) OVER past AS units,
          sum(l.reserve - l.released) OVER past AS unreleased, sum(l.family_taken) OVER past AS family,
          sum(l.other_taken + l.public_taken + l.emergency_taken) OVER past AS open
          ${LEDGER_OF_SESSION} WINDOW past AS (ORDER BY l.seq)) step
      WHERE step.taken > 0 AND step.at > ${since} AND step.open > step.units - greatest(step.unreleased, step.family))`,
  ),
  check(
    'I6',
    'counters-differ-from-ledger',
    'counters differ from the sum of the ledger',
    `SELECT ${IN_POOL} FROM checked s CROSS JOIN LATERAL (
        SELECT ${COUNTERS.map((name) => `coalesce(sum(l.${name}), 0) AS ${name}`).join(', ')}, count(*) AS entries ${LEDGER_OF_SESSION}) l
      WHERE l.entries = 0 OR (${COUNTERS.map((name) => `s.${name}`).join(', ')}) <> (${COUNTERS.map((name) => `l.${name}`).join(', ')})`,
  ),
  pastCheck(
    'I7',
    'reserve-changed-without-cause',
    'released units were protected again without a cut, or the reserve changed by an entry that may not, or by nobody',
    (
      since,
    ) => `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 ${LEDGER_OF_SESSION} AND l.at > ${since} AND (l.actor = ''
        OR (l.released < 0 AND NOT (l.kind = 'adjust' AND l.reserve < 0))
        OR (l.released > 0 AND l.kind NOT IN ('release-1', 'release-2', 'release-holdback', 'cancel-after-release', 'u1-override', 'late-supply', 'adjust'))
        OR (l.reserve <> 0 AND l.kind NOT IN ('publish', 'adjust', 'late-supply'))))`,
  ),
  pastCheck(
    'I7',
    'released-twice',
    'a stage of the release clock has run twice',
    (since) => `SELECT ${IN_POOL} FROM checked s
      WHERE EXISTS (SELECT 1 ${LEDGER_OF_SESSION} AND l.kind IN ('release-1', 'release-2', 'release-holdback') GROUP BY l.kind HAVING count(*) > 1 AND max(l.at) > ${since})`,
  ),
  check(
    'I8',
    'seat-with-two-persons',
    'a unit has two persons',
    `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 ${SEATS_OF_SESSION} GROUP BY r.seat HAVING count(*) > 1)`,
  ),
  check(
    'I8',
    'seats-differ',
    'seats that were given and came back differ from those that are taken',
    `SELECT ${IN_POOL} FROM checked s
      WHERE s.top_seat - cardinality(s.freed_seats) <> (SELECT count(*) ${SEATS_OF_SESSION})
         OR EXISTS (SELECT 1 ${SEATS_OF_SESSION} AND (r.seat > s.top_seat OR r.seat = ANY (s.freed_seats)))`,
  ),
  check(
    'I8',
    'person-at-two-places',
    'a person holds two overlapping units',
    `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 FROM reservation r JOIN reservation b ON b.county = r.county
          AND b.patient_id = r.patient_id AND b.id <> r.id AND b.busy && r.busy AND b.state IN ('held', 'confirmed')
        WHERE r.county = s.county AND r.session_id = s.id AND r.occupies AND r.state IN ('held', 'confirmed'))`,
  ),
  check(
    'I8',
    'ended-referral-holds-a-unit',
    'a referral that has ended still has a unit to come to, other than what goes with the one it came to',
    `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 ${SEATS_OF_SESSION} AND r.state IN ('held', 'confirmed')
        AND coalesce(r.bundle_part, 0) = 0
        AND EXISTS (SELECT 1 FROM claim c WHERE c.county = r.referral_county AND c.referral_id = r.referral_id AND c.ended))`,
  ),
  check(
    'I9',
    'displaced-and-forgotten',
    'somebody lost a unit and is neither rebooked nor waiting, and nobody has the task',
    `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 FROM reservation r
        WHERE r.county = s.county AND r.session_id = s.id AND r.state = 'displaced' AND NOT EXISTS (SELECT 1 FROM displacement d
          LEFT JOIN wait_entry e ON e.county = d.county AND e.id = d.wait_entry_id
         WHERE d.county = r.county AND d.reservation_id = r.id AND (d.state <> 'waiting' OR e.id IS NOT NULL)))`,
  ),
  check(
    'I9',
    'stopped-session-open',
    'a stopped session can be booked',
    `SELECT ${IN_POOL} FROM checked s WHERE s.stopped_at IS NOT NULL AND s.family_taken + s.open_taken <> s.capacity + s.extra`,
  ),
  check(
    'I10',
    'hold-nobody-looks-for',
    'a hold ends before its session looks for it',
    `SELECT ${IN_POOL} FROM checked s WHERE EXISTS (SELECT 1 ${SEATS_OF_SESSION} AND r.state = 'held'
        AND (s.first_hold_end IS NULL OR s.first_hold_end > r.hold_until))`,
  ),
  check(
    'I10',
    'dead-hold-not-swept',
    'a hold is two minutes past its time and the clock has not swept it: it counts for nobody, but its holder is not told',
    `SELECT ${IN_POOL} FROM checked s
      WHERE EXISTS (SELECT 1 ${SEATS_OF_SESSION} AND r.state = 'held' AND r.hold_until < business_now() - interval '2 minutes')`,
    false,
  ),
];

/** Checks of what concerns no pool: rows are county and id. */
export const PERSON_CHECKS: readonly Check[] = [
  {
    invariant: 'I8',
    code: 'bed-with-two-patients',
    sentence: 'two patients lie in one bed at one time',
    text: `SELECT o.county, o.id::text AS id FROM occupancy o JOIN occupancy b ON b.county = o.county AND b.bed_id = o.bed_id
              AND b.during && o.during AND b.id > o.id`,
  },
  {
    invariant: 'I8',
    code: 'patient-in-two-beds',
    sentence: 'a patient lies in two beds at one time',
    text: `SELECT o.county, o.id::text AS id FROM occupancy o JOIN occupancy b ON b.county = o.county AND b.patient_id = o.patient_id
              AND b.during && o.during AND b.id > o.id`,
  },
  {
    invariant: 'I9',
    code: 'ended-referral-waits',
    sentence: 'a referral that has ended still waits for a unit',
    text: `SELECT e.county, e.id::text AS id FROM wait_entry e JOIN claim c ON c.county = e.referral_county AND c.referral_id = e.referral_id
            WHERE e.state IN ('waiting', 'offered') AND c.ended`,
  },
  {
    invariant: 'I9',
    code: 'offer-without-unit',
    sentence:
      'an entry of the wait list counts as offered, but no unit is held for it: nobody would ever offer it one again',
    text: `SELECT e.county, e.id::text AS id FROM wait_entry e WHERE e.state = 'offered' AND NOT EXISTS (SELECT 1 FROM reservation r
            WHERE r.county = e.county AND r.referral_county = e.referral_county AND r.referral_id = e.referral_id
              AND r.state IN ('held', 'confirmed'))`,
  },
];
