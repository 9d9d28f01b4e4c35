import type { Network } from '../../network/network.js';
import { type Terms, termsAt } from '../deadline/terms.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { ReferralRow, Who } from '../store/referral.row.js';

/** All that a pure step may look at: the locked row, who acts, the rules and the network at this instant. */
export interface Situation {
  readonly row: ReferralRow;
  /** What the caller is to this referral. */
  readonly actors: readonly ActorCode[];
  readonly terms: Terms;
  readonly network: Network;
  /** The caller as history names him, acting as `code`. */
  who(code: ActorCode): Who;
  /** Seals free text of the step with the key of the caller's institution. */
  seal(text: string): string;
  /** The same for the outcome that the receiver returns. */
  sealOutcome(text: string): string;
}

/** The rules in force for a referral, read at its receiver. */
export function termsFor(row: ReferralRow, network: Network, now: Date): Terms {
  const consortium = row.consortiumId ?? undefined;
  return termsAt(network, { county: row.county, consortium, institution: row.toInstitution }, now);
}
