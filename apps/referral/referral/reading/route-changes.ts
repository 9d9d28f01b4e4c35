import type { ChainedEntry } from '../history/chain.js';

/** Who led a referral elsewhere after its route was explained, and why (T15, domain §8.2). */
export interface RouteChange {
  at: string;
  by: { code: string; role: string; institution: string };
  /** `rejected`, `no-decision`, `desk` or `patient`. */
  cause: string;
  reason?: string;
  from: string;
  to: string;
  /** Candidates before this one that did not keep the rules any more. */
  passedOver: { institution: string; rules: string[] }[];
  ruleSetVersion: string;
}

/** The redirects of a history, oldest first. */
export function changesOf(entries: readonly ChainedEntry[]): RouteChange[] {
  return entries
    .filter(({ event, transition }) => event === 'redirected' && transition === 'T15')
    .map(({ at, actorCode, actorRole, actorInstitution, reason, ruleSetVersion, detail }) => {
      const {
        cause,
        from,
        to,
        passedOver = [],
      } = detail as Pick<RouteChange, 'cause' | 'from' | 'to'> & Partial<RouteChange>;
      return {
        at: at.toISOString(),
        by: { code: actorCode, role: actorRole, institution: actorInstitution },
        cause,
        ...(reason ? { reason } : {}),
        from,
        to,
        passedOver,
        ruleSetVersion,
      };
    });
}
