import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RETRIES } from '../delivery/retry-rules.js';

const KEY = 'delivery.retry.minutes';

/** What is no list of whole minutes would leave every failed delivery of a county untried: it is refused when it is proposed. */
const LISTS_OF_MINUTES = `
ALTER FUNCTION policy_refusal(char, text, text, jsonb, date, date) RENAME TO policy_refusal_by_range;
CREATE FUNCTION policy_refusal(of_county char(6), kind text, of_key text, new_value jsonb, from_day date, to_day date) RETURNS text
LANGUAGE sql STABLE SET search_path = notification AS $$
  SELECT CASE
    WHEN of_key <> '${KEY}' THEN policy_refusal_by_range(of_county, kind, of_key, new_value, from_day, to_day)
    WHEN jsonb_typeof(new_value) IS DISTINCT FROM 'array' OR jsonb_path_exists(new_value, 'strict $[*] ? (@.type() != "number")')
      THEN 'wrong-type'
    WHEN NOT jsonb_array_length(new_value) BETWEEN 1 AND ${RETRIES.most} OR jsonb_path_exists(new_value,
        'strict $[*] ? (@ < ${RETRIES.leastMinutes} || @ > ${RETRIES.mostMinutes} || @.floor() != @)')
      THEN 'out-of-range'
    ELSE policy_refusal_by_range(of_county, kind, of_key, new_value, from_day, to_day) END
$$;`;

/** The retries of deliveries keep to lists of minutes. */
export class RetryMinutes1795300000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LISTS_OF_MINUTES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward (architecture §7)');
  }
}
