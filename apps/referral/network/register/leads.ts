import type { EntityManager } from 'typeorm';
import { leadWarnings } from './lead-warnings.js';
import { leadsOf, warnOf } from './leads.store.js';

/** A warning about the lead of a consortium. */
export interface LeadWarning {
  consortiumId: string;
  institution: string;
  warnings: string[];
}

/** Judges every lead of the county anew, stores what has changed, and answers those with a warning. */
export async function judgeLeads(tx: EntityManager, county: string, minLevel: number): Promise<LeadWarning[]> {
  const found: LeadWarning[] = [];
  for (const lead of await leadsOf(tx, county)) {
    const warnings = leadWarnings(lead, minLevel);
    if (warnings.join() !== lead.warnings.join()) await warnOf(tx, county, lead, warnings);
    const { consortiumId, institution } = lead;
    if (warnings.length > 0) found.push({ consortiumId, institution, warnings });
  }
  return found;
}
