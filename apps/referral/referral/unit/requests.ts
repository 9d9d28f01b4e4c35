import { conflict, type FieldError, rulesBroken } from '#service/problem/problem.js';
import type { Confirmation, FirstContact, Reschedule, UnitRequest } from '../form/command.dto.js';
import { advance, ask } from '../road/advance.js';
import { wantedOf, wanting, withUnit } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { wished } from '../road/wish.js';

/** Asks reservation for a unit of a session (T08 follows when it holds one). */
export function requestUnit(at: Situation, { sessionId }: UnitRequest): Passage {
  const who = at.who(permit(at, 'reserve').actor);
  return ask(at, 'reserve', {
    event: 'unit-requested',
    detail: { sessionId },
    change: { pending: { request: 'unit', who, sessionId } },
    message: { name: 'referral.unit-requested.v1', more: (row) => ({ ...wantedOf(row), sessionId }) },
  });
}

/** Asks reservation for any unit, else a place in its wait list (T09 by the desk; T08 where there is a unit). */
export function requestWait(at: Situation): Passage {
  const who = at.who(permit(at, 'wait').actor);
  const change = { pending: { request: 'wait' as const, who } };
  return ask(at, 'wait', { event: 'wait-requested', change, message: wanting('referral.wait-requested.v1') });
}

/** Asks reservation to make the hold a booking (T10 follows when it finds the hold alive). */
export function requestConfirmation(asked: Situation, { reservationId: meant, wish }: Confirmation): Passage {
  const at = wished(asked, wish);
  const who = at.who(permit(at, 'confirm').actor);
  const reservationId = at.row.unit?.reservationId ?? '';
  if (meant && meant !== reservationId) {
    const detail = 'Another unit is held for this referral now: read it again.';
    throw conflict('OTHER_UNIT_HELD', detail, { reservationId });
  }
  return ask(at, 'confirm', {
    event: 'confirmation-requested',
    detail: { reservationId },
    change: { pending: { request: 'confirmation', who } },
    message: { name: 'referral.confirmation-requested.v1', more: () => ({ reservationId }) },
  });
}

/** Asks reservation for another unit instead of the booked one (T14 follows when it is sure of the new one). */
export function requestReschedule(at: Situation, { sessionId }: Reschedule): Passage {
  const who = at.who(permit(at, 'reschedule').actor);
  const { unit } = at.row;
  const reservationId = unit?.reservationId ?? '';
  if (unit?.sessionId === sessionId) {
    throw conflict('SAME_SESSION', 'The referral has a unit of this very session.');
  }
  return ask(at, 'reschedule', {
    event: 'reschedule-requested',
    detail: { reservationId, sessionId },
    change: { pending: { request: 'reschedule', who, sessionId } },
    message: {
      name: 'referral.reschedule-requested.v1',
      more: (row) => ({ ...wantedOf(row), sessionId, reservationId }),
    },
  });
}

/** T11: the receiving team has set the date of the first contact; no unit of a pool is needed. */
export function setFirstContact(at: Situation, { at: contactAt }: FirstContact): Passage {
  const instant = new Date(contactAt);
  if (instant <= at.terms.now) {
    const errors: FieldError[] = [{ field: 'at', code: 'past', message: 'The first contact lies ahead.', rule: 'V11' }];
    throw rulesBroken('The first contact lies ahead.', errors);
  }
  const firstContactAt = instant.toISOString();
  return advance(at, 'set-first-contact', {
    event: 'confirmed',
    detail: { firstContactAt },
    change: { progress: { ...at.row.progress, firstContactAt } },
    message: withUnit('referral.confirmed.v1'),
  });
}
