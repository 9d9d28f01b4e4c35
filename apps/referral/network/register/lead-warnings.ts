import type { Institution } from '../institution.entity.js';

const GENERAL_OR_TCM = ['county-hospital', 'county-tcm', 'district-hospital', 'city-hospital', 'provincial-hospital'];

/** Why the policy would not want this lead (domain §2.1, YN24): a warning that is stored and shown, never a refusal. */
export function leadWarnings(
  lead: Pick<Institution, 'level' | 'type'> & { forProfit?: boolean },
  minLevel: number,
): string[] {
  return [
    ...(lead.level < minLevel ? ['lead-below-level'] : []),
    ...(lead.forProfit ? ['lead-for-profit'] : []),
    ...(GENERAL_OR_TCM.includes(lead.type) ? [] : ['lead-neither-general-nor-tcm']),
  ];
}
