import type { ActorCode } from '../machine/vocabulary.js';
import { type ReferralRow, wasTaken } from '../store/referral.row.js';

const CLINICAL: readonly ActorCode[] = ['R', 'C', 'V', 'K', 'H'];
const RECEIVING: readonly ActorCode[] = ['V', 'K'];

/**
 * What of both sides the caller is, as far as it reads what tells of a disease: not the arrival desk, not medical
 * affairs, no authority, no other department. Who never took the patient keeps the trace alone once it has ended
 * (domain §14).
 */
export function clinicalAmong(
  row: Pick<ReferralRow, 'state' | 'placeBy' | 'arrivedAt'>,
  actors: readonly ActorCode[],
): ActorCode[] {
  const taken = wasTaken(row);
  return actors.filter((actor) => CLINICAL.includes(actor) && (taken || !RECEIVING.includes(actor)));
}

/** What medical affairs and the office of the consortium say to each other about a referral that was entered in error. */
const OF_VOIDING: readonly string[] = ['void-requested', 'void-refused', 'T33'];

/** Whether medical affairs, who reads nothing clinical, reads the words of this step: who asked hears why not. */
export function isOfVoiding(
  { event, transition }: { readonly event: string; readonly transition: string | null },
  actors: readonly ActorCode[],
): boolean {
  return (
    actors.includes('M') && (OF_VOIDING.includes(event) || (transition !== null && OF_VOIDING.includes(transition)))
  );
}
