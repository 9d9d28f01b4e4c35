import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { PolicyValue } from '#service/rules/policy.js';
import { insertDefaults } from '#service/rules/policy.store.js';

const CHANNEL = `
ALTER TABLE reservation ADD COLUMN external_id text, ADD COLUMN content_hash text, ADD COLUMN late boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT external_id_has_its_content CHECK ((external_id IS NULL) = (content_hash IS NULL));
CREATE UNIQUE INDEX one_booking_per_external_id ON reservation (county, institution, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX reservation_list ON reservation (county, institution, starts_at, id);
CREATE INDEX session_doctor ON session (county, doctor_id, pool, group_code, starts_at, id) WHERE doctor_id IS NOT NULL;
COMMENT ON COLUMN reservation.external_id IS 'the hospital''s own name for a booking; a booking that was moved passes it on';
COMMENT ON COLUMN reservation.content_hash IS 'of what was asked for under the external id: the same again gives the same booking';
COMMENT ON COLUMN reservation.late IS 'given up after cancel.until: recorded, no missed appointment';`;

/** Key, value, source with its mark (domain §7.1). */
const DEFAULTS: readonly [key: string, value: PolicyValue, source: string][] = [
  ['cancel.until.slot', { days: 1, at: '24:00' }, '[default] until the end of the day before'],
  ['cancel.until.bedMin', 720, '[default] minutes before the planned admission'],
];

/** Bookings of hospital systems under their own ids, their end and move, and the search of free units. */
export class PublicChannel1767225600006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANNEL);
    await runner.query(insertDefaults(DEFAULTS.map(([key, value, source]) => ({ key, value, source }))));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
