import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { CursorValue } from '#service/paging/cursor.js';
import { LISTED } from '../store/referral.columns.js';
import type { ListedRow } from '../store/referral.row.js';

export interface ArrivalFilter {
  county: string;
  institution: string;
  /** Only what goes to these departments; undefined takes all. */
  departments?: readonly string[];
  from: Date;
  to: Date;
  /** The day is today: emergencies on the way belong to it. */
  today: boolean;
  referralNo?: string;
  patient?: string;
  after: readonly CursorValue[];
  limit: number;
}

/** A referral with the time for which its patient is expected, and what the patient is called. */
export interface ArrivalRow extends ListedRow {
  expectedAt: Date;
  sealedBy: string | null;
  nameSealed: string | null;
  sexCode: number | null;
  birthDate: string | null;
}

const STILL_COMING = `('submitted', 'under-review', 'accepted', 'waitlisted', 'reserved', 'confirmed')`;
const EXPECTED = `coalesce((unit ->> 'startsAt')::timestamptz, (progress ->> 'firstContactAt')::timestamptz, submitted_at)`;

/** Only open referrals: whoever came and whose loop is closed is nobody's arrival any more. */
const ARRIVALS: Statement = {
  name: 'referral-arrivals',
  text: `SELECT ${LISTED}, e.at AS "expectedAt", p.sealed_by AS "sealedBy", p.name_sealed AS "nameSealed", p.sex_code AS "sexCode",
           p.birth_date::text AS "birthDate"
          FROM referral CROSS JOIN LATERAL (SELECT ${EXPECTED} AS at) e
          LEFT JOIN patient p ON p.county = referral.county AND p.id = referral.patient_id
         WHERE to_county = $1 AND to_institution = $2 AND due_at IS NOT NULL
           AND ($3::text[] IS NULL OR direction = 'down' OR to_department = ANY ($3))
           AND CASE WHEN $4::uuid IS NOT NULL THEN patient_id = $4
                    WHEN $5::text IS NOT NULL THEN right(referral_no, length($5)) = $5
                    ELSE arrived_at >= $6 AND arrived_at < $7
                      OR e.at >= $6 AND e.at < $7 AND state IN ('reserved', 'confirmed', 'no-show')
                      OR $8::boolean AND urgency_class = 'U1' AND state IN ${STILL_COMING} END
           AND ($9::timestamptz IS NULL OR (e.at, referral.id) > ($9, $10::uuid))
         ORDER BY e.at, referral.id LIMIT $11`,
};

/** Expected ones by their time, and one more than the limit. */
export function listArrivals(tx: EntityManager, filter: ArrivalFilter): Promise<ArrivalRow[]> {
  const { county, institution, departments, patient, referralNo, from, to, today, after, limit } = filter;
  const [at = null, id = null] = after;
  return run<ArrivalRow>(tx, ARRIVALS, [
    ...[county, institution, departments ?? null, patient ?? null, referralNo?.toUpperCase() ?? null],
    ...[from, to, today, at, id, limit + 1],
  ]);
}
