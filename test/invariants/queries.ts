const LIVE = `('held', 'confirmed', 'arrived')`;

/** Said again every minute, whatever happens: there is always one on its way, and the next one makes up for it. */
export const HEARTBEAT = 'supply.counted.v1';

/**
 * Each finds the rows that break an invariant of engineering §8.1 that no service can check alone. Those of the reserve
 * (its I2 and I3) are checked by reservation itself: apps/reservation/monitor/checks.store.ts.
 */
export const QUERIES = {
  'I4 versions have no gap': `
    SELECT r.id FROM referral.referral r LEFT JOIN referral.referral_event e ON e.county = r.county AND e.referral_id = r.id
     GROUP BY r.county, r.id HAVING count(e.version) <> r.version OR min(e.version) <> 1 OR max(e.version) <> r.version`,
  'I5 an event leaves once, and tells of an entry of the history': `
    SELECT o.aggregate_id, o.aggregate_version FROM referral.outbox o
      LEFT JOIN referral.referral_event e ON e.county = o.county AND e.referral_id = o.aggregate_id AND e.version = o.aggregate_version
     WHERE o.name LIKE ANY ('{referral.%,critical-centre.%}') AND o.name <> 'referral.overdue.v1'
     GROUP BY 1, 2 HAVING count(*) <> 1 OR count(e.version) <> 1`,
  'I5 an alert leaves once, and is kept': `
    SELECT coalesce(o.aggregate_id, a.referral_id) AS id, coalesce(o.payload ->> 'rung', a.rung) AS rung, count(*)
      FROM (SELECT * FROM referral.outbox WHERE name = 'referral.overdue.v1') o
      FULL JOIN referral.overdue_alert a ON a.county = o.county AND a.referral_id = o.aggregate_id
       AND a.due_kind = o.payload ->> 'dueKind' AND a.due_at = (o.payload ->> 'dueAt')::timestamptz
       AND a.rung = o.payload ->> 'rung' AND a.repeat = (o.payload ->> 'repeat')::int
     GROUP BY 1, 2, a.due_kind, a.due_at, a.repeat, o.payload ->> 'dueAt', o.payload ->> 'repeat'
    HAVING count(*) <> 1 OR count(o.id) <> 1 OR count(a.rung) <> 1`,
  'I5 a change of state is told': `
    SELECT e.referral_id, e.version, e.transition FROM referral.referral_event e
     WHERE e.from_state <> e.to_state AND e.transition <> 'T01' AND NOT EXISTS (SELECT 1 FROM referral.outbox o
       WHERE o.county = e.county AND o.aggregate_id = e.referral_id AND o.aggregate_version = e.version)`,
  'I6 one notice a reader and event': `
    SELECT audience, message_id FROM notification.notice GROUP BY 1, 2 HAVING count(*) > 1`,
  'I7 a referral is as its history says': `
    SELECT r.id FROM referral.referral r
      LEFT JOIN referral.referral_event e ON e.county = r.county AND e.referral_id = r.id AND e.version = r.version
     WHERE e.hash IS DISTINCT FROM r.chain_hash OR e.to_state IS DISTINCT FROM r.state`,
  'I8 a live unit is claimed by its referral': `
    SELECT u.id, u.referral_id FROM reservation.reservation u
      LEFT JOIN referral.referral r ON r.county = u.referral_county AND r.id = u.referral_id
      LEFT JOIN referral.referral_draft d ON d.county = u.referral_county AND d.id = u.referral_id
     WHERE u.referral_id IS NOT NULL AND u.state IN ${LIVE} AND coalesce(u.bundle_part, 0) = 0
       AND u.id::text IS DISTINCT FROM coalesce(r.unit, d.unit) ->> 'reservationId'`,
  'I8 a part of a bundle is claimed by its referral': `
    SELECT u.id, u.referral_id FROM reservation.reservation u
      LEFT JOIN referral.referral r ON r.county = u.referral_county AND r.id = u.referral_id
     WHERE u.bundle_part > 0 AND u.state IN ('held', 'confirmed')
       AND NOT coalesce(r.parts, '[]') @> jsonb_build_array(jsonb_build_object('reservationId', u.id))`,
  'I8 the unit of a referral is live': `
    SELECT r.id, r.state, u.state AS unit FROM referral.referral r
      LEFT JOIN reservation.reservation u ON u.id::text = r.unit ->> 'reservationId'
     WHERE r.unit IS NOT NULL AND r.state NOT IN ('closed', 'rejected', 'cancelled', 'expired', 'no-show', 'outcome-returned', 'follow-up')
       AND (u.state IS NULL OR u.state NOT IN ${LIVE})`,
  'I8 a hold ends when its referral says': `
    SELECT r.id, r.hold_until, u.hold_until AS unit FROM referral.referral r
      JOIN reservation.reservation u ON u.id::text = r.unit ->> 'reservationId'
     WHERE u.state = 'held' AND r.hold_until IS DISTINCT FROM u.hold_until`,
  unpublished: `
    SELECT id, name, last_error FROM referral.outbox WHERE published_at IS NULL
     UNION ALL SELECT id, name, last_error FROM reservation.outbox WHERE published_at IS NULL AND name <> '${HEARTBEAT}'`,
} as const;
