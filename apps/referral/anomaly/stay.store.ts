import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

/** Two stays of one patient in one hospital, the second soon after the first; texts are sealed. */
export interface StayPair {
  institution: string;
  first: { id: string; leftAt: string; outcomeSealed: string };
  second: { id: string; fromInstitution: string; admittedAt: string; formSealed: string; outcomeSealed: string | null };
}

/** A ward's latest entry that finds a patient ready to go back, and no way back begun since. */
export interface ReadyStay {
  visitId: string;
  institution: string;
  practitioner: string;
  visitedAt: Date;
  inputSealed: string;
}

const STAY = (alias: string) => `(${alias}.purpose = 'admission' OR ${alias}.unit ->> 'pool' = 'inpatient-bed')`;

const PAIRS: Statement = {
  name: 'anomaly-AN4',
  text: `SELECT a.to_institution AS institution,
                jsonb_build_object('id', a.id, 'leftAt', a.returned_at, 'outcomeSealed', a.outcome_sealed) AS first,
                jsonb_build_object('id', b.id, 'fromInstitution', b.from_institution, 'admittedAt', b.arrived_at,
                                   'formSealed', b.form_sealed, 'outcomeSealed', b.outcome_sealed) AS second
           FROM referral b JOIN referral a ON a.county = b.county AND a.patient_id = b.patient_id AND a.id <> b.id
            AND a.to_institution = b.to_institution AND a.returned_at BETWEEN b.arrived_at - make_interval(days => $4::int) AND b.arrived_at
          WHERE b.county = $1 AND b.arrived_at > $2::timestamptz - make_interval(days => $3::int) AND ${STAY('a')} AND ${STAY('b')}
            AND a.direction <> 'down' AND b.direction <> 'down' AND a.outcome_sealed IS NOT NULL`,
};

const READY: Statement = {
  name: 'anomaly-AN9',
  text: `SELECT id AS "visitId", institution, practitioner_id AS practitioner, visited_at AS "visitedAt", advice_input_sealed AS "inputSealed"
           FROM (SELECT DISTINCT ON (county, patient_id, institution) * FROM encounter
                  WHERE county = $1 AND tier > 2 AND visited_at > $2::timestamptz - make_interval(days => $3::int) AND advice ->> 'direction' = 'down'
                  ORDER BY county, patient_id, institution, visited_at DESC, id DESC) latest
          WHERE advice ->> 'downReady' = 'true' AND advice_input_sealed IS NOT NULL
            AND NOT EXISTS (SELECT FROM referral d WHERE d.county = latest.county AND d.patient_id = latest.patient_id
                   AND d.direction = 'down' AND d.from_institution = latest.institution AND d.submitted_at >= latest.visited_at)`,
};

export function stayPairs(
  tx: EntityManager,
  county: string,
  now: Date,
  lookBack: number,
  gap: number,
): Promise<StayPair[]> {
  return run<StayPair>(tx, PAIRS, [county, now, lookBack, gap]);
}

export function readyStays(tx: EntityManager, county: string, now: Date, lookBack: number): Promise<ReadyStay[]> {
  return run<ReadyStay>(tx, READY, [county, now, lookBack]);
}
