import type { Principal } from '#service/auth/principal.js';
import { placeBy } from '../deadline/deadline.js';
import type { Terms } from '../deadline/terms.js';
import { whoIs } from '../machine/actors.js';
import { wantedOf, wanting } from '../road/leaving.js';
import { enter, type Leaving, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { ReferralRow } from '../store/referral.row.js';

/** What the form holds is looked after in reservation (domain §7.5). */
const fromDraft: Leaving = {
  name: 'referral.submitted.v1',
  more: (row) => ({ ...wantedOf(row), fromDraft: true }),
};

/** T02, and for U1 at once T06: nobody has to accept an emergency (domain §5.3). */
export function submit(draft: ReferralRow, principal: Principal, terms: Terms): Passage {
  const submitted = move(
    enter(draft),
    {
      event: 'submitted',
      transition: 'T02',
      to: 'submitted',
      who: whoIs(principal, 'R'),
      detail: { verdict: draft.verdict.verdict, candidates: draft.candidates.map((one) => one.institution) },
      message: draft.version > 0 ? fromDraft : wanting('referral.submitted.v1'),
    },
    terms,
  );
  return draft.urgencyClass === 'U1' ? acceptedAtOnce(submitted, terms) : submitted;
}

/** T06 by the system: nobody may refuse an emergency, at whichever target (domain §5.3). */
export function acceptedAtOnce(passage: Passage, terms: Terms): Passage {
  return move(
    passage,
    {
      event: 'accepted',
      transition: 'T06',
      to: 'accepted',
      who: SYSTEM_ACTOR,
      detail: { auto: true },
      change: { placeBy: placeBy(passage.row, terms) },
      message: wanting('referral.accepted.v1'),
    },
    terms,
  );
}
