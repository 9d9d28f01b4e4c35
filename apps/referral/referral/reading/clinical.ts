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
