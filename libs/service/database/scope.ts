/** Whose rows a transaction may see: the row-level security policies read it (API1). */
export interface Scope {
  /** GB/T 2260 code, or `*`. */
  county: string;
  /** Institution code, or `*` for all of the county (its health authority). */
  institution: string;
}

/** Consumers, timers, relay: every county. Never a caller of the public API. */
export const SYSTEM: Scope = { county: '*', institution: '*' };

const COUNTY = /^(\d{6}|\*)$/;
const INSTITUTION = /^([A-Za-z0-9-]{1,32}|\*)$/;

/** Refuses what could not be put into the text of a statement. */
export function checkScope(scope: Scope): void {
  if (!COUNTY.test(scope.county) || !INSTITUTION.test(scope.institution)) throw new Error('Scope holds a wrong code');
}

/** Messages and timers, not a caller. */
export const isSystem = ({ county }: Scope): boolean => county === SYSTEM.county;
