import type { Terms } from '../deadline/terms.js';
import type { ReferralRow } from '../store/referral.row.js';
import { telling } from './leaving.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from './road.js';

/**
 * T27: a linked down referral is the outcome of the up-referral, while the patient is still in care there.
 * @param sealed the outcome as the receiver would have written it
 */
export function returnedByDown(
  parent: ReferralRow,
  down: ReferralRow,
  sealed: string,
  terms: Terms,
): Passage | undefined {
  const inCare = parent.state === 'arrived' || parent.state === 'in-care';
  const linked =
    down.direction === 'down' && parent.direction !== 'down' && parent.toInstitution === down.fromInstitution;
  return inCare && linked ? returned(parent, 'down-referred', down.id, sealed, terms) : undefined;
}

/** T27: another house has accepted the patient who was in care here. */
export function returnedByOnward(parent: ReferralRow, onwardId: string, sealed: string, terms: Terms): Passage {
  return returned(parent, 'transferred-onward', onwardId, sealed, terms);
}

function returned(
  parent: ReferralRow,
  outcome: 'down-referred' | 'transferred-onward',
  by: string,
  sealed: string,
  terms: Terms,
): Passage {
  return move(
    enter(parent),
    {
      event: 'outcome-returned',
      transition: 'T27',
      to: 'outcome-returned',
      who: SYSTEM_ACTOR,
      detail: { outcome, by },
      change: {
        returnedAt: terms.now,
        outcomeSealed: sealed,
        progress: { ...parent.progress, outcome, followUpNeeded: false },
      },
      message: telling('referral.outcome-returned.v1'),
    },
    terms,
  );
}

/**
 * T30 by the system: the doctor or team that sent the patient up and takes him back has seen the outcome (domain §5.2,
 * last line). Undefined where the up-referral does not wait for that, or a colleague of another team took him back.
 */
export function acknowledgedByDown(
  parent: ReferralRow,
  down: ReferralRow,
  accepted: { bySender: boolean },
  terms: Terms,
): Passage | undefined {
  const waits = parent.state === 'outcome-returned' && !parent.progress.followUpNeeded;
  const sameSide = parent.direction !== 'down' && parent.fromInstitution === down.toInstitution;
  if (!waits || !sameSide || !accepted.bySender || down.state !== 'accepted') return undefined;
  const acknowledged = move(
    enter(parent),
    {
      event: 'outcome-acknowledged',
      transition: 'T30',
      to: 'closed',
      who: SYSTEM_ACTOR,
      detail: { by: down.id },
      change: { acknowledgedAt: terms.now },
      message: telling('referral.outcome-acknowledged.v1'),
    },
    terms,
  );
  const closed = { event: 'closed', transition: 'T30', who: SYSTEM_ACTOR, message: telling('referral.closed.v1') };
  return move(acknowledged, closed, terms);
}
