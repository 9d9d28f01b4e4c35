import type { MigrationInterface, QueryRunner } from 'typeorm';

const TODAY = `(business_now() AT TIME ZONE 'Asia/Shanghai')::date`;
const valid = (row: string): string =>
  `${row}.valid_from <= ${TODAY} AND (${row}.valid_to IS NULL OR ${TODAY} < ${row}.valid_to)`;

/** The lead of the consortium of a house, its county's own before a group of the city. */
const leadOf = (county: string, institution: string): string => `(
  SELECT lead.institution FROM consortium_member member
    JOIN consortium c ON c.county = member.county AND c.id = member.consortium_id AND ${valid('c')}
    JOIN consortium_member lead ON lead.county = c.county AND lead.consortium_id = c.id AND lead.lead AND ${valid('lead')}
   WHERE member.county = ${county} AND member.institution = ${institution} AND ${valid('member')}
   ORDER BY c.kind = 'city-group' LIMIT 1)`;

/**
 * A request that was made when requests had no deadline gets the owner that it would have today, and a day from now: nobody
 * has been told of it so far.
 */
const DEADLINES = `
WITH waiting AS (
  SELECT county, id, coalesce(${leadOf('q.county', 'q.from_institution')}, ${leadOf('q.to_county', 'q.to_institution')}, to_institution) AS office,
         to_char((business_now() + interval '24 hours') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS due
    FROM referral q WHERE progress ? 'voidRequest' AND progress #>> '{voidRequest,dueAt}' IS NULL
     AND state NOT IN ('closed', 'rejected', 'cancelled', 'expired'))
UPDATE referral r SET alert_at = least(r.alert_at, waiting.due::timestamptz),
  progress = jsonb_set(r.progress, '{voidRequest}', r.progress -> 'voidRequest' || jsonb_build_object('office', waiting.office, 'dueAt', waiting.due)),
  escalation = coalesce(r.escalation, '[]') || jsonb_build_array(jsonb_build_object('kind', 'answer-void', 'dueAt', waiting.due,
    'rung', NULL, 'repeat', 0, 'nextAt', waiting.due))
  FROM waiting WHERE r.county = waiting.county AND r.id = waiting.id`;

/** Requests to void that are older than migration 0027 have a deadline, too. */
export class VoidDeadlines1767225600032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DEADLINES);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
