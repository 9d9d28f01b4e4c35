import type { EntityManager } from 'typeorm';
import type { PatientMerged } from '#contracts/patient.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** Where the patient's units may lie: in the own county, and in those of every candidate of his referrals. */
const PLACES = `(SELECT $1::bpchar UNION SELECT unnest(counties) FROM claim WHERE county = $1 AND referral_id = ANY ($4::uuid[]))`;
const OF_THE_TEMPORARY = `r.county IN ${PLACES} AND r.patient_id = $2 AND coalesce(r.referral_county, r.county) = $1`;

/**
 * A unit that overlaps one of the person's keeps its seat, as an emergency's may: nobody loses a place because he was
 * recognised. The person is to be at both, which whoever cares for him can see only now.
 */
const UNITS: Statement = {
  name: 'merge-units',
  text: `UPDATE reservation r SET patient_id = $3, busy = CASE WHEN r.state IN ('held', 'confirmed') AND EXISTS (
             SELECT FROM reservation b WHERE b.county = r.county AND b.patient_id = $3 AND b.state IN ('held', 'confirmed')
                AND b.busy && r.busy) THEN NULL ELSE r.busy END
          WHERE ${OF_THE_TEMPORARY} RETURNING 1`,
};
const WAITING: Statement = {
  name: 'merge-waiting',
  text: `UPDATE wait_entry r SET patient_id = $3 WHERE ${OF_THE_TEMPORARY} RETURNING 1`,
};
const DISPLACED: Statement = {
  name: 'merge-displaced',
  text: `UPDATE displacement r SET patient_id = $3 WHERE ${OF_THE_TEMPORARY} RETURNING 1`,
};
const SERIES: Statement = {
  name: 'merge-series',
  text: 'UPDATE booking_series SET patient_id = $3 WHERE county = $1 AND patient_id = $2 RETURNING 1',
};
/** A stay that overlaps one of the person's remains as it was written: nobody lay in two beds, and which is wrong only a ward knows. */
const STAYS: Statement = {
  name: 'merge-stays',
  text: `UPDATE occupancy o SET patient_id = $3 FROM reservation r
          WHERE r.county = o.county AND r.id = o.reservation_id AND r.county IN ${PLACES} AND o.patient_id = $2
            AND coalesce(r.referral_county, r.county) = $1 AND NOT EXISTS (SELECT FROM occupancy b
              WHERE b.county = o.county AND b.patient_id = $3 AND b.during && o.during) RETURNING 1`,
};

/** Everything that stood under the temporary number is the person's; again, it changes nothing. @returns rows changed */
export async function movePatient(
  tx: EntityManager,
  { patientCounty, temporaryId, patientId, referrals }: Omit<PatientMerged, 'actor'>,
): Promise<number> {
  const values = [patientCounty, temporaryId, patientId, referrals];
  let moved = 0;
  for (const statement of [UNITS, WAITING, DISPLACED, STAYS]) moved += (await run(tx, statement, values)).length;
  return moved + (await run(tx, SERIES, values.slice(0, 3))).length;
}
