import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerKeys } from '#service/rules/policy.guards.js';
import { LATER_SUPPLY_KEYS } from '../policy/later-policy-keys.js';
import { BED_BASES } from '../ward/basis.js';

/** A word that no rule knows would stop every ward: it is refused when it is proposed. */
const KNOWN_BASES = (schema: string): string => `
ALTER FUNCTION policy_refusal(char, text, text, jsonb, date, date) RENAME TO policy_refusal_by_range;
CREATE FUNCTION policy_refusal(of_county char(6), kind text, of_key text, new_value jsonb, from_day date, to_day date) RETURNS text
LANGUAGE sql STABLE SET search_path = ${schema} AS $$
  SELECT CASE WHEN of_key = 'reserve.basis.bed' AND NOT (new_value #>> '{}' IN (${BED_BASES.map((one) => `'${one}'`).join(', ')}))
    THEN 'out-of-range' ELSE policy_refusal_by_range(of_county, kind, of_key, new_value, from_day, to_day) END
$$;`;

/** A meaning and a range for every parameter of supply that had none. */
export class PolicyRanges1767225600016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [registerKeys(LATER_SUPPLY_KEYS), KNOWN_BASES(schema)]) await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
