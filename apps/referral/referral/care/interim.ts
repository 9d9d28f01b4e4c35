import type { InterimReport } from '../form/command.dto.js';
import { telling } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import { enter, move, type Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';

/** A report while the patient is still in care: by whoever may return the outcome; it closes nothing (domain §4.6). */
export function reportInterim(at: Situation, { text }: InterimReport): Passage {
  const { transition, actor } = permit(at, 'return-outcome');
  return move(
    enter(at.row),
    {
      event: 'interim-reported',
      transition: transition.id,
      who: at.who(actor),
      noteSealed: at.seal(text),
      message: telling('referral.interim-reported.v1'),
    },
    at.terms,
  );
}
