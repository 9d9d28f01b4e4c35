import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { PolicyValue } from '#service/rules/policy.js';
import { insertDefaults } from '#service/rules/policy.store.js';

/** Key, value, source with its mark (domain §7.1, §7.5). Minutes unless the key says otherwise. */
const DEFAULTS: readonly [key: string, value: PolicyValue, source: string][] = [
  ['hold.ttl.form', 5, '[default] domain §7.1: a form hold lasts 5 min'],
  ['hold.form.extensions', 2, '[default] how often a form hold may be extended'],
  ['hold.form.most', 15, '[default] a form hold lasts no longer than this from its beginning'],
];

const BUNDLES = `
ALTER TABLE reservation
  ADD COLUMN extensions smallint NOT NULL DEFAULT 0 CHECK (extensions >= 0),
  ADD COLUMN bundle_id uuid, ADD COLUMN bundle_part smallint CHECK (bundle_part BETWEEN 0 AND 3),
  ADD CONSTRAINT bundle_is_whole CHECK ((bundle_id IS NULL) = (bundle_part IS NULL));
CREATE UNIQUE INDEX one_unit_per_bundle_part ON reservation (county, bundle_id, bundle_part)
  WHERE bundle_id IS NOT NULL AND state IN ('held', 'confirmed', 'arrived');
ALTER TABLE wait_entry ADD COLUMN bundle jsonb;
COMMENT ON COLUMN reservation.extensions IS 'how often a form hold was extended';
COMMENT ON COLUMN reservation.bundle_id IS 'units of one referral that are taken together or not at all; part 0 is the main one';
COMMENT ON COLUMN wait_entry.bundle IS 'what must be had together with the main unit';`;

/** Form holds, and several units of one referral taken together (domain §7.5). */
export class Bundles1767225600007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BUNDLES);
    await runner.query(insertDefaults(DEFAULTS.map(([key, value, source]) => ({ key, value, source }))));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
