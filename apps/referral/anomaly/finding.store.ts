import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Limits } from './limits.js';
import type { Finding, SignalCode } from './signal.js';

/** A statement that finds the evidence of one signal: columns of {@link Finding}. */
interface Search {
  code: SignalCode;
  statement: Statement;
  values(limits: Limits): unknown[];
}

const STAY = `(r.purpose = 'admission' OR r.unit ->> 'pool' = 'inpatient-bed')`;
const days = (parameter: string): string => `make_interval(days => ${parameter}::int)`;
const hours = (parameter: string): string => `make_interval(hours => ${parameter}::int)`;

const search = (code: SignalCode, text: string, values: (limits: Limits) => unknown[]): Search => ({
  code,
  statement: { name: `anomaly-${code}`, text },
  values,
});

/** The row's deadline is that of its receiver now: who was one before it was late if it had been told so when it decided. */
const WAS_TOLD = `EXISTS (SELECT FROM overdue_alert a WHERE a.county = d.county AND a.referral_id = d.referral_id
  AND a.due_kind = 'decide' AND a.owner_institution = d.institution AND a.at < d.at)`;

/** $1 county, $2 now; further ones are thresholds. */
export const SEARCHES: readonly Search[] = [
  search(
    'AN3',
    `SELECT r.id || ' ' || e.id AS key, r.to_institution AS institution, e.visited_at AS "happenedAt",
            jsonb_build_object('referralId', r.id, 'visitId', e.id, 'visitedAt', e.visited_at, 'elsewhere', e.institution,
                               'admittedAt', r.arrived_at) AS evidence
       FROM referral r JOIN encounter e ON e.county = r.county AND e.patient_id = r.patient_id
        AND e.institution <> r.to_institution AND e.visited_at > r.arrived_at AND e.visited_at < coalesce(r.returned_at, $2)
      WHERE r.county = $1 AND r.arrived_at > $2::timestamptz - ${days('$3')} AND ${STAY} AND r.state NOT IN ('cancelled', 'no-show')`,
    ({ lookBackDays }) => [lookBackDays],
  ),
  search(
    'AN5',
    `SELECT key, institution, practitioner, "happenedAt", evidence FROM (
       SELECT DISTINCT ON (f.id) f.id::text AS key, last.from_institution AS institution, last.from_practitioner AS practitioner,
              last.submitted_at AS "happenedAt",
              (SELECT jsonb_build_object('count', count(*), 'referrals', jsonb_agg(jsonb_build_object('referralId', m.id,
                        'direction', m.direction, 'from', m.from_institution, 'to', m.to_institution, 'at', m.submitted_at) ORDER BY m.submitted_at))
                 FROM referral m WHERE m.county = f.county AND m.patient_id = f.patient_id AND m.direction IN ('up', 'down')
                  AND least(m.from_institution, m.to_institution) = least(f.from_institution, f.to_institution)
                  AND greatest(m.from_institution, m.to_institution) = greatest(f.from_institution, f.to_institution)
                  AND m.submitted_at BETWEEN f.submitted_at AND f.submitted_at + ${days('$4')}) AS evidence
         FROM referral last JOIN referral f ON f.county = last.county AND f.patient_id = last.patient_id AND f.direction IN ('up', 'down')
          AND least(f.from_institution, f.to_institution) = least(last.from_institution, last.to_institution)
          AND greatest(f.from_institution, f.to_institution) = greatest(last.from_institution, last.to_institution)
          AND f.submitted_at BETWEEN last.submitted_at - ${days('$4')} AND last.submitted_at
        WHERE last.county = $1 AND last.submitted_at > $2::timestamptz - ${days('$3')} AND last.direction IN ('up', 'down')
        ORDER BY f.id, last.submitted_at DESC) found
      WHERE (evidence ->> 'count')::int >= $5::int`,
    ({ lookBackDays, pingPongDays, pingPongReferrals }) => [lookBackDays, pingPongDays, pingPongReferrals],
  ),
  search(
    'AN6',
    `SELECT from_practitioner || ' ' || to_char($2::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS key,
            min(from_institution) AS institution, from_practitioner AS practitioner, max(submitted_at) AS "happenedAt",
            jsonb_build_object('upReferrals', count(*), 'withoutNeed', count(*) FILTER (WHERE needless),
              'referrals', to_jsonb((array_agg(id ORDER BY submitted_at DESC) FILTER (WHERE needless))[1:20])) AS evidence
       FROM (SELECT *, advice ->> 'inCatalogue' = 'true' AND advice ->> 'advice' IN ('stay', 'teleconsult') AS needless
               FROM referral WHERE county = $1 AND direction = 'up' AND urgency_class <> 'U1' AND advice IS NOT NULL
                AND submitted_at > $2::timestamptz - ${days('$3')}) up
      GROUP BY from_practitioner
     HAVING count(*) >= $5::int AND count(*) FILTER (WHERE needless) * 10000 > count(*) * $4::int`,
    ({ needDays, needShareBps, needLeast }) => [needDays, needShareBps, needLeast],
  ),
  search(
    'AN8',
    `WITH decision AS MATERIALIZED (
       SELECT e.county, e.referral_id, e.at, e.transition = 'T07' OR e.reason = 'rejected' OR e.detail ->> 'cause' = 'rejected' AS rejected,
              e.transition = 'T15' AND e.detail ->> 'cause' = 'no-decision' AS silent,
              CASE WHEN e.transition <> 'T15' THEN e.actor_institution
                   ELSE coalesce(e.detail #>> '{by,institution}', e.detail ->> 'from') END AS institution
         FROM referral_event e
        WHERE e.county = $1 AND e.at > $2::timestamptz - ${days('$3')} AND e.transition IN ('T06', 'T07', 'T15')
          AND ((e.transition IN ('T06', 'T07') AND e.actor_code IN ('V', 'K'))
            OR (e.transition = 'T15' AND (e.detail #>> '{by,institution}' IS NOT NULL OR e.detail ->> 'cause' = 'no-decision')))
       UNION ALL
       SELECT county, id, due_at, false, true, to_institution FROM referral
        WHERE county = $1 AND due_kind = 'decide' AND due_at < $2 AND due_at > $2::timestamptz - ${days('$3')} AND urgency_class <> 'U1')
     SELECT institution || ' ' || department || ' ' || to_char($2::timestamptz AT TIME ZONE 'Asia/Shanghai', 'IYYY-IW') AS key,
            institution, max(at) AS "happenedAt",
            jsonb_build_object('department', department, 'decided', count(*), 'late', count(*) FILTER (WHERE late),
              'rejected', count(*) FILTER (WHERE rejected),
              'referrals', to_jsonb((array_agg(referral_id ORDER BY at DESC) FILTER (WHERE late OR rejected))[1:20])) AS evidence
       FROM (SELECT d.referral_id, d.at, d.rejected, d.institution, r.to_department AS department,
                    d.silent OR CASE WHEN d.institution = r.to_institution THEN d.at > r.decide_by ELSE ${WAS_TOLD} END AS late
               FROM decision d JOIN referral r ON r.county = d.county AND r.id = d.referral_id) decided
      WHERE institution IS NOT NULL
      GROUP BY institution, department
     HAVING count(*) >= $6::int AND (count(*) FILTER (WHERE late) * 10000 > count(*) * $4::int
         OR count(*) FILTER (WHERE rejected) * 10000 > count(*) * $5::int)`,
    ({ silentDays, lateBps, rejectedBps, silentLeast }) => [silentDays, lateBps, rejectedBps, silentLeast],
  ),
  search(
    'AN10',
    `SELECT r.id::text AS key, r.from_institution AS institution, r.from_practitioner AS practitioner, r.submitted_at AS "happenedAt",
            jsonb_build_object('referralId', r.id, 'submittedAt', r.submitted_at, 'arrivedAt', r.arrived_at, 'visitId', e.id,
                               'seenThereAt', e.visited_at, 'receiver', r.to_institution) AS evidence
       FROM referral r LEFT JOIN LATERAL (
              SELECT id, visited_at FROM encounter e WHERE e.county = r.county AND e.patient_id = r.patient_id
                 AND e.institution = r.to_institution AND e.visited_at BETWEEN r.submitted_at - ${hours('$4')} AND r.submitted_at
               ORDER BY e.visited_at DESC LIMIT 1) e ON true
      WHERE r.county = $1 AND r.submitted_at > $2::timestamptz - ${days('$3')} AND r.direction IN ('up', 'lateral') AND r.urgency_class <> 'U1'
        AND (r.arrived_at < r.submitted_at OR e.id IS NOT NULL)`,
    ({ lookBackDays, formHours }) => [lookBackDays, formHours],
  ),
];

/** AN1, only where the county's hospitals record what they order and write (anomaly.AN1.ordersFed). */
export const PHANTOM_BED: Search = search(
  'AN1',
  `SELECT r.id::text AS key, r.to_institution AS institution, r.arrived_at + ${hours('$4')} AS "happenedAt",
          jsonb_build_object('referralId', r.id, 'admittedAt', r.arrived_at) AS evidence
     FROM referral r
    WHERE r.county = $1 AND r.arrived_at > $2::timestamptz - ${days('$3')} AND r.arrived_at <= $2::timestamptz - ${hours('$4')} AND ${STAY}
      AND r.state IN ('arrived', 'in-care')
      AND NOT EXISTS (SELECT FROM encounter e WHERE e.county = r.county AND e.patient_id = r.patient_id
             AND e.institution = r.to_institution AND e.visited_at >= r.arrived_at)`,
  ({ lookBackDays, bedHours }) => [lookBackDays, bedHours],
);

/** The evidence of one signal in one county. */
export async function findEvidence(
  tx: EntityManager,
  { code, statement, values }: Search,
  county: string,
  now: Date,
  limits: Limits,
): Promise<Finding[]> {
  const rows = await run<Omit<Finding, 'code'>>(tx, statement, [county, now, ...values(limits)]);
  return rows.map((row) => ({ code, ...row, evidence: { ...row.evidence } }));
}
