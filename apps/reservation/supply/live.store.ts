/**
 * Joined to `session s`: its counters as they stand once the dead holds have left (domain §7.5, I10). The row counts a
 * dead hold until somebody opens the session; whoever only reads is right without it, even where no clock runs. Holds
 * are looked at only where one may have ended; what they give back is the rule of reserve/rule.ts `giveBack`.
 * @param now the parameter that holds the present instant, for example `$1`
 */
export const liveCounters = (now: string): string => `
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE h.taker = 'family')::int AS family, count(*) FILTER (WHERE h.taker = 'other')::int AS other,
      count(*) FILTER (WHERE h.taker = 'public')::int AS public, count(*) FILTER (WHERE h.taker = 'emergency')::int AS emergency,
      count(*) FILTER (WHERE h.extra)::int AS extra,
      coalesce(array_agg(h.seat), '{}') AS seats
    FROM reservation h WHERE s.first_hold_end <= ${now} AND h.county = s.county AND h.session_id = s.id AND h.occupies
     AND h.state = 'held' AND h.hold_until <= ${now}) dead
  CROSS JOIN LATERAL (SELECT s.capacity + s.extra - dead.extra AS units, s.family_taken - dead.family AS family_taken,
      s.open_taken - dead.other - dead.public - dead.emergency AS open_taken, s.reserve - s.released
        - CASE WHEN s.stage >= 2 THEN greatest(dead.family - greatest(s.family_taken - s.reserve + s.released, 0), 0) ELSE 0 END AS unreleased) l
  CROSS JOIN LATERAL (SELECT l.units, l.family_taken, s.other_taken - dead.other AS other_taken, s.public_taken - dead.public AS public_taken,
      s.emergency_taken - dead.emergency AS emergency_taken, l.open_taken, l.unreleased, s.reserve - l.unreleased AS released,
      l.units - l.family_taken - l.open_taken AS free,
      least(greatest(l.unreleased - l.family_taken, 0), greatest(l.units - l.family_taken - l.open_taken, 0)) AS protected) live`;
