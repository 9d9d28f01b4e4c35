import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The house of the contract in force, and no more: who reads an exam may not see the patient, and the patient's family
 * doctor hears of the result all the same (domain §10).
 */
const contractHouse = (schema: string): string => `
CREATE FUNCTION contract_house(of_county char(6), of_patient uuid, on_day date) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT institution FROM contract
   WHERE county = of_county AND patient_id = of_patient AND daterange(valid_from, valid_to) @> on_day
     AND current_setting('fenji.county', true) IN ('*', of_county)
$$;
REVOKE ALL ON FUNCTION contract_house FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contract_house TO fenji_${schema};`;

/** A result finds the family doctor, whoever has read it. */
export class ContractHouses1767225600037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    await runner.query(contractHouse(schema));
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
