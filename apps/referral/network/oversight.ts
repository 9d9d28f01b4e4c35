import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import type { Scope } from '#service/database/database.js';
import type { Network } from './network.js';

/** Offices that oversee all of their county (domain §2.2). */
const OF_THE_COUNTY: readonly Role[] = ['county-health-authority', 'insurance-authority', 'regulator'];
/** Who may look into the single case behind a figure; for everybody else small figures are hidden (domain §11, §14). */
const OF_SINGLE_CASES: readonly Role[] = ['county-health-authority', 'consortium-office'];

/** Institutions whose work the caller oversees that day; undefined = every one of its county. */
export function overseenBy(caller: Principal, network: Network, day: string): string[] | undefined {
  if (caller.roles.some((role) => OF_THE_COUNTY.includes(role))) return undefined;
  if (!caller.roles.includes('consortium-office')) return [caller.institution];
  // The office sits at the lead: a county hospital in a city group does not oversee that group.
  const led = network
    .consortiaOf(caller.institution, day)
    .filter(({ id }) => network.leadOf(id, day) === caller.institution);
  const members = led.flatMap(({ id }) => network.membersOf(id, day));
  return [...new Set([caller.institution, ...members])];
}

/** All rows of the county: what the caller oversees of them is said by the statement's own filter. */
export const scopeOfOverseer = ({ county }: Principal): Scope => ({ county, institution: '*' });

export const seesCases = ({ roles }: Principal): boolean => roles.some((role) => OF_SINGLE_CASES.includes(role));

/** Of what somebody oversees the part that is asked for; nothing of what is not theirs. */
export function partOf(overseen: string[] | undefined, asked: string | undefined): string[] | undefined {
  if (asked === undefined) return overseen;
  return overseen === undefined || overseen.includes(asked) ? [asked] : [];
}
