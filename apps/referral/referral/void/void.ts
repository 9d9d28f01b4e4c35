import { localDate } from '#service/calendar/local-time.js';
import { after } from '#service/rules/working-hours.js';
import { ENDED } from '../ending/ending.js';
import { advance } from '../road/advance.js';
import { telling } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import type { VoidAnswer, VoidRequest } from './void.dto.js';

/** F03: the first of two persons. */
export function requestVoid(at: Situation, { text }: VoidRequest): Passage {
  const { institution } = at.who(permit(at, 'request-void').actor);
  const { now, calendar, limit } = at.terms;
  const office = officeOf(at);
  const dueAt = after(now, limit('void.within'), calendar).toISOString();
  return advance(at, 'request-void', {
    event: 'void-requested',
    reason: 'entered-in-error',
    noteSealed: at.seal(text),
    change: { progress: { ...at.row.progress, voidRequest: { at: now.toISOString(), institution, office, dueAt } } },
    message: { name: 'referral.void-requested.v1', more: () => ({ officeInstitution: office }) },
  });
}

/** T33, or F04 where the second person does not agree. */
export function answerVoidRequest(at: Situation, { agreed, text }: VoidAnswer): Passage {
  const { voidRequest: asked, ...progress } = at.row.progress;
  const note = text ? { noteSealed: at.seal(text) } : {};
  if (!agreed) {
    const requestedInstitution = asked?.institution ?? at.row.toInstitution;
    return advance(at, 'refuse-void', {
      event: 'void-refused',
      ...note,
      change: { progress },
      message: { name: 'referral.void-refused.v1', more: () => ({ requestedInstitution }) },
    });
  }
  return advance(at, 'void', {
    event: 'cancelled',
    reason: 'entered-in-error',
    ...note,
    change: { ...ENDED, progress: { ...progress, endedBy: 'O' } },
    message: telling('referral.cancelled.v1'),
  });
}

/** The lead of the consortium that the referral belongs to; without one, the receiver's. */
function officeOf({ row, network, terms }: Situation): string {
  const day = localDate(terms.now);
  const consortium = network.consortiumOf(row.fromInstitution, day) ?? network.consortiumOf(row.toInstitution, day);
  const lead = consortium && network.leadOf(consortium.id, day);
  return lead ?? row.toInstitution;
}
