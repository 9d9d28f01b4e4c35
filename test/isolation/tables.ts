import type { Pool } from 'pg';

/** Tables of which a row of the case belongs to one institution, not to the whole county. */
export const OWN = [
  'patient',
  'contract',
  'episode',
  'encounter',
  'referral',
  'referral_event',
  'referral_draft',
  'reservation',
  'occupancy',
  'booking_series',
  'booking_series_unit',
  'wait_entry',
  'notice',
  'anomaly',
  'anomaly_review',
  'case_responsibility',
  'clinical_reveal',
  'coverage',
  'deputy',
  'displacement',
  'encounter_history',
  'exam_order',
  'exam_event',
  'network_approval',
  'overdue_alert',
  'overdue_displacement',
  'patient_contact_past',
  'patient_link',
  'patient_merge',
  'referral_void',
  'slot_subscription',
  'slot_waiting',
  'teleconsultation',
  'teleconsultation_event',
];
/** Nothing of the case need be in these: nobody waits too long, is displaced, unknown or entered in error. */
export const EMPTY = [
  'wait_entry',
  'anomaly',
  'anomaly_review',
  'clinical_reveal',
  'displacement',
  'overdue_alert',
  'overdue_displacement',
  'patient_contact_past',
  'patient_link',
  'patient_merge',
  'referral_void',
  'slot_subscription',
];

/** Every house of the county hears how many units are open, and nothing else. */
const NEWS_OF_THE_RESERVE = `(institution = '*' AND audience = 'family-doctors:990101'
  AND event IN ('supply.published', 'reserve.released', 'reserve.release-soon')
  AND referral_id IS NULL AND referral_no IS NULL AND facts - '{toInstitution,pool,sessions,units}'::text[] = '{}')`;

/** Names of the tables of which a scope of the service's own role sees a row of County A. */
export async function visible(database: Pool, county: string, institution: string): Promise<string[]> {
  const { rows } = await database.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relrowsecurity AND n.nspname IN ('referral', 'reservation', 'notification')`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(OWN));
  const client = await database.connect();
  const found: string[] = [];
  try {
    for (const { schema, name } of rows) {
      await client.query('BEGIN');
      await client.query(`SET LOCAL ROLE fenji_${schema}`);
      await client.query(`SELECT set_config('fenji.county', $1, true), set_config('fenji.institution', $2, true)`, [
        county,
        institution,
      ]);
      const of = name === 'notice' ? `county = '990101' AND NOT ${NEWS_OF_THE_RESERVE}` : `county = '990101'`;
      const { rowCount } = await client.query(`SELECT 1 FROM ${schema}.${name} WHERE ${of} LIMIT 1`);
      if (rowCount) found.push(name);
      await client.query('ROLLBACK');
    }
  } finally {
    client.release(true);
  }
  return found;
}
