import type { Role } from '#contracts/codes.js';

/**
 * Who calls, in which post, as the verified token says: claims `sub`, `practitioner`, `institution`, `county`, `roles`,
 * `departments`, or `sub` and a list `posts` of the others.
 */
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
  /** Name of the post where the token has a list of them. */
  post?: string;
  /** End of the token, in real time: a live stream does not outlast it. */
  expiresAt: Date;
}

/** Whose a key of a write is: what one post has done is not told to another. */
export function ownerOf({ account, post }: Pick<Principal, 'account' | 'post'>): string {
  return post === undefined ? account : `${account} ${post}`;
}
