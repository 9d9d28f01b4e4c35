import { SYSTEM_ACTOR } from '../road/road.js';
import type { UnitAnswer } from '../unit/answers.js';
import { type DraftPassage, type DraftStep, type StoredDraft, stepDraft } from './draft.js';

const HOLD_OVER = { unit: null, holdUntil: null } as const;

/**
 * What an answer of reservation means for a draft. Pure.
 * @returns undefined if it is late: about a hold that the draft has no more
 */
export function applyToDraft(draft: StoredDraft, answer: UnitAnswer, now: Date): DraftPassage | undefined {
  const step = stepOf(draft, answer, now);
  return step && stepDraft(draft, { who: SYSTEM_ACTOR, causedBy: answer.id, ...step }, now);
}

function stepOf(draft: StoredDraft, { name, data }: UnitAnswer, now: Date): Omit<DraftStep, 'who'> | undefined {
  if (name === 'reservation.held.v1') {
    const { unit, holdUntil, purpose } = data;
    // Ids of reservations are UUID v7: a smaller one was given earlier, and given back for the one that there is.
    const isOlder = draft.unit !== null && unit.reservationId < draft.unit.reservationId;
    if (purpose !== 'form' || isOlder) return undefined;
    if (new Date(holdUntil) <= now) return draft.pending ? refusal(draft, 'hold-ended') : undefined;
    const { reservationId, sessionId, institution, startsAt, fromReserve } = unit;
    return {
      event: 'form-held',
      detail: { reservationId, sessionId, institution, startsAt, fromReserve, holdUntil },
      change: { unit, holdUntil: new Date(holdUntil), pending: null, options: null, refusal: null, updatedAt: now },
    };
  }
  if (name === 'reservation.refused.v1' && data.request === 'form-hold' && draft.pending) {
    const { reason, options } = data;
    const step = refusal(draft, reason);
    return { ...step, change: { ...step.change, options } };
  }
  if (name === 'reservation.expired.v1' && draft.unit?.reservationId === data.reservationId) {
    const { reservationId, options } = data;
    return { event: 'form-hold-lapsed', detail: { reservationId }, change: { ...HOLD_OVER, options } };
  }
  if (name === 'reservation.displaced.v1' && draft.unit?.reservationId === data.reservationId) {
    const { reservationId, cause, unit, holdUntil } = data;
    const instead = unit && holdUntil ? { unit, holdUntil: new Date(holdUntil) } : HOLD_OVER;
    return { event: 'form-hold-displaced', reason: cause, detail: { reservationId }, change: instead };
  }
  return undefined;
}

/** A hold that there was lives on until its own end: it was only not moved or not extended. */
function refusal(draft: StoredDraft, reason: string): Omit<DraftStep, 'who'> {
  const request = draft.pending?.request;
  return { event: 'form-hold-refused', reason, detail: { request }, change: { pending: null, refusal: reason } };
}
