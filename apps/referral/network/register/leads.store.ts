import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { InstitutionType } from '../tiers.js';

/** A lead of a consortium with what is judged of it. */
export interface LeadRow {
  consortiumId: string;
  institution: string;
  validFrom: string;
  warnings: string[];
  level: number;
  type: InstitutionType;
  forProfit: boolean;
}

const LEADS: Statement = {
  name: 'leads-of-county',
  text: `SELECT m.consortium_id AS "consortiumId", m.institution, m.valid_from::text AS "validFrom", m.warnings,
                i.level, i.type, i.for_profit AS "forProfit"
           FROM consortium_member m JOIN institution i ON i.county = m.institution_county AND i.code = m.institution
          WHERE m.county = $1 AND m.lead`,
};

const WARN: Statement = {
  name: 'lead-warnings',
  text: `UPDATE consortium_member SET warnings = $5
          WHERE county = $1 AND consortium_id = $2 AND institution = $3 AND valid_from = $4`,
};

export function leadsOf(tx: EntityManager, county: string): Promise<LeadRow[]> {
  return run(tx, LEADS, [county]);
}

export async function warnOf(tx: EntityManager, county: string, lead: LeadRow, warnings: string[]): Promise<void> {
  await run(tx, WARN, [county, lead.consortiumId, lead.institution, lead.validFrom, warnings]);
}
