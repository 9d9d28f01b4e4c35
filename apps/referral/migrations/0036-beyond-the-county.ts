import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';

/**
 * Nobody in danger is kept where nobody can help: an emergency is handed on as often as it must be (domain §5.3). And who
 * sends a referral on from another county keeps its trace until the new acceptance, as one of the same county does (T15).
 */
const REFERRAL = `
ALTER TABLE referral ADD COLUMN previous_county char(6),
  DROP CONSTRAINT referral_hop_check, ADD CONSTRAINT hops CHECK (hop >= 0 AND (hop <= 3 OR urgency_class = 'U1'));
COMMENT ON COLUMN referral.previous_county IS 'of previous_institution'`;

/** Whoever sees a referral may ask for it to be voided, or answer that: also from the other side's county (F03, T33). */
const voidPolicy = (schema: string): string => `
CREATE POLICY scope ON referral_void TO fenji_${schema} USING (EXISTS (SELECT 1 FROM referral
  WHERE referral.county = referral_void.county AND referral.id = referral_void.referral_id))`;

/** Patients in care are few among all that ever was referred; the timer of T27 reads them alone. */
const IN_CARE = `CREATE INDEX referral_in_care ON referral (county, id) WHERE direction <> 'down' AND state IN ('arrived', 'in-care')`;

/** Redirects, requests to void and emergencies that leave their county. */
export class BeyondTheCounty1767225600036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(REFERRAL);
    await runner.query(IN_CARE);
    await runner.query('DROP POLICY scope ON referral');
    const seen = {
      county: ['county', 'to_county', 'handoff_county', 'previous_county'],
      institution: ['from_institution', 'to_institution', 'previous_institution', 'handoff_institution'],
    };
    for (const statement of scopePolicy(schema, 'referral', seen)) await runner.query(statement);
    await runner.query('DROP POLICY scope ON referral_void');
    await runner.query(voidPolicy(schema));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
