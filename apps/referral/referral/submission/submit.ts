import type { Principal } from '#service/auth/principal.js';
import { placeBy } from '../deadline/deadline.js';
import type { Terms } from '../deadline/terms.js';
import { whoIs } from '../machine/actors.js';
import { alerting, wantedOf, wanting } from '../road/leaving.js';
import { enter, type Leaving, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { ReferralRow } from '../store/referral.row.js';

/** What the form holds is looked after in reservation (domain §7.5). */
const fromDraft: Leaving = {
  name: 'referral.submitted.v1',
  more: (row) => ({ ...wantedOf(row), fromDraft: true }),
};

/** T02, and at once T06 for U1, which nobody has to accept (domain §5.3), or where the receiver takes every visit. */
export function submit(given: ReferralRow, principal: Principal, terms: Terms): Passage {
  const isAutomatic = takesEveryVisit(given, terms);
  // Who accepts is responsible: only the units of that house count.
  const draft = isAutomatic ? { ...given, candidates: receiverOf(given) } : given;
  const submitted = move(
    enter(draft),
    {
      event: 'submitted',
      transition: 'T02',
      to: 'submitted',
      who: whoIs(principal, 'R', draft.fromPractitioner),
      detail: { verdict: draft.verdict.verdict, candidates: draft.candidates.map((one) => one.institution) },
      message: draft.version > 0 ? fromDraft : wanting('referral.submitted.v1'),
    },
    terms,
  );
  if (draft.urgencyClass === 'U1') return alerted(acceptedAtOnce(submitted, terms), terms);
  return isAutomatic ? acceptedAtOnce(submitted, terms) : submitted;
}

/** `accept.autoVisit`: the receiver takes every visit that is no emergency, without a decision (T06 by S). */
export function takesEveryVisit(
  { purpose, direction, urgencyClass }: Pick<ReferralRow, 'purpose' | 'direction' | 'urgencyClass'>,
  theirs: Terms,
): boolean {
  return purpose === 'visit' && direction !== 'down' && urgencyClass !== 'U1' && theirs.flag('accept.autoVisit');
}

const receiverOf = ({ toCounty: county, toInstitution: institution }: ReferralRow) => [{ county, institution }];

/** The centre is called; its ladder runs until a named person has taken note (T34). */
function alerted(passage: Passage, terms: Terms): Passage {
  const called = { event: 'centre-alerted', transition: 'T06', who: SYSTEM_ACTOR, message: alerting };
  return move(passage, called, terms);
}

/** The receiver before this one, which keeps a trace. */
type Before = Pick<ReferralRow, 'previousInstitution' | 'previousCounty'>;

const NOBODY_BEFORE: Before = { previousInstitution: null, previousCounty: null };

/**
 * T06 by the system: nobody may refuse an emergency, at whichever target (domain §5.3).
 * @param before whoever sends the referral on in the same transaction: nobody writes a row that he does not see
 */
export function acceptedAtOnce(passage: Passage, terms: Terms, before = NOBODY_BEFORE): Passage {
  return move(
    passage,
    {
      event: 'accepted',
      transition: 'T06',
      to: 'accepted',
      who: SYSTEM_ACTOR,
      detail: { auto: true },
      change: {
        placeBy: placeBy(passage.row, terms),
        noDecisionAt: null,
        ...before,
        progress: { ...passage.row.progress, acceptedAt: terms.now.toISOString() },
      },
      message: wanting('referral.accepted.v1'),
    },
    terms,
  );
}
