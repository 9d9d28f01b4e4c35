import type { Role } from '#contracts/codes.js';

/** Who calls, as the verified token says (claims `sub`, `practitioner`, `institution`, `county`, `roles`, `departments`). */
export interface Principal {
  /** Account name: `sub` of the token. */
  account: string;
  /** Practitioner id (uuid); for a machine account the account's own id. */
  practitioner: string;
  /** Institution code. */
  institution: string;
  /** GB/T 2260 code of the county. */
  county: string;
  /** Never empty. */
  roles: Role[];
  /** Department codes the account works in; empty = all of the institution. */
  departments: string[];
  /** End of the token, in real time: a live stream does not outlast it. */
  expiresAt: Date;
}
