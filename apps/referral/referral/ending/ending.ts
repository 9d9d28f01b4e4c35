import { validationFailed } from '#service/http/validation.js';
import { placeBy, validUntil, warningAt } from '../deadline/deadline.js';
import type { Acknowledgement, Cancellation, Extension } from '../form/command.dto.js';
import { advance } from '../road/advance.js';
import type { Guarded } from '../road/guard.js';
import { telling, wanting } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { wished } from '../road/wish.js';
import { EMPTY_HANDS } from '../store/referral.row.js';
import type { Reopening } from './ending.dto.js';

/** T29, T30, T31, T21 or T35, as the state and the outcome say. */
export function acknowledge(at: Situation, body: Acknowledgement): Passage {
  switch (at.row.state) {
    case 'outcome-returned':
      return at.row.direction === 'up' && at.row.progress.followUpNeeded ? toFollowUp(at, body) : closeLoop(at, body);
    case 'follow-up':
      return recordFollowUp(at, body);
    case 'no-show':
      return closeNoShow(at, body);
    default:
      return acknowledgeEnding(at);
  }
}

/** T22, by the caller or, written down by him, by the patient. */
export function cancel(at: Situation, { reason, text, wish }: Cancellation): Passage {
  const acting = wished(at, wish);
  const { actor } = permit(acting, 'cancel');
  if (actor === 'K' && PATIENTS_OWN.includes(reason)) throw wishMissing();
  // Whoever referred knows of what he wrote down himself.
  const endedBy = at.actors.includes('R') ? 'R' : actor;
  const died = reason === 'patient-died' ? { patientDiedAt: at.terms.now.toISOString() } : {};
  return advance(acting, 'cancel', {
    event: 'cancelled',
    reason,
    ...(wish ? { detail: { channel: wish.channel } } : {}),
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: { ...ENDED, progress: { ...at.row.progress, ...died, endedBy } },
    message: telling('referral.cancelled.v1'),
  });
}

/** T19: opened again once after a no-show; the old unit is lost and a new one is looked for. */
export function reopen(at: Situation, { text }: Reopening): Passage {
  const { row, terms } = at;
  return advance(at, 'reopen', {
    event: 'reopened',
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: {
      ...EMPTY_HANDS,
      placeBy: placeBy(row, terms),
      progress: { ...row.progress, reopened: true, firstContactAt: undefined, contactAttempts: undefined },
    },
    message: wanting('referral.reopened.v1'),
  });
}

/** T23 by the referring doctor: an urgent referral never ends by a clock alone. */
export function expireByDoctor(at: Situation): Passage {
  return advance(at, 'expire', {
    event: 'expired',
    change: { ...ENDED, progress: { ...at.row.progress, endedBy: 'R' } },
    message: telling('referral.expired.v1'),
  });
}

/** The validity ends soon: its doctor is told, at the first and at the last warning (T23). */
export function warnOfExpiry({ row, terms }: Guarded): Passage {
  const told = {
    event: 'expiry-near',
    transition: 'T23',
    who: SYSTEM_ACTOR,
    change: { warnAt: warningAt(row, row.validUntil, terms) },
    message: telling('referral.expiry-near.v1'),
  };
  return move(enter(row), told, terms);
}

/** T36: the validity runs once more from its end. */
export function extend(at: Situation, { text }: Extension): Passage {
  permit(at, 'extend');
  const { row, terms } = at;
  const { chronicSpecial } = row.marks;
  const until = validUntil(
    { ...row, ...(chronicSpecial ? { chronicSpecial } : {}) },
    row.validUntil ?? terms.now,
    terms,
  );
  return advance(at, 'extend', {
    event: 'extended',
    ...(text ? { noteSealed: at.seal(text) } : {}),
    detail: until ? { validUntil: until.toISOString() } : {},
    change: {
      validUntil: until,
      warnAt: warningAt(row, until, terms),
      progress: { ...row.progress, extended: true },
    },
    message: wanting('referral.extended.v1'),
  });
}

/** T23: the validity is over. */
export function expire({ row, terms }: Guarded): Passage {
  return move(
    enter(row),
    {
      event: 'expired',
      transition: 'T23',
      to: 'expired',
      who: SYSTEM_ACTOR,
      change: { ...ENDED, progress: { ...row.progress, endedBy: 'S' } },
      message: telling('referral.expired.v1'),
    },
    terms,
  );
}

function toFollowUp(at: Situation, { rating }: Acknowledgement): Passage {
  return advance(at, 'acknowledge-for-follow-up', {
    event: 'outcome-acknowledged',
    ...rated(rating),
    change: { acknowledgedAt: at.terms.now },
    message: telling('referral.outcome-acknowledged.v1'),
  });
}

function closeLoop(at: Situation, { rating }: Acknowledgement): Passage {
  const acknowledged = advance(at, 'acknowledge', {
    event: 'outcome-acknowledged',
    ...rated(rating),
    change: { acknowledgedAt: at.terms.now },
    message: telling('referral.outcome-acknowledged.v1'),
  });
  return alsoClosed(at, acknowledged, 'T30');
}

/** T31. */
function recordFollowUp(at: Situation, { followUp }: Acknowledgement): Passage {
  permit(at, 'record-follow-up');
  if (!followUp) throw missing('What was found at the follow-up?');
  return advance(at, 'record-follow-up', {
    event: 'closed',
    detail: { followUpAt: followUp.at },
    noteSealed: at.seal(followUp.text),
    message: telling('referral.closed.v1'),
  });
}

/** T21: the system writes the outcome, the doctor what the patient said. */
function closeNoShow(at: Situation, { followUp }: Acknowledgement): Passage {
  permit(at, 'acknowledge');
  if (!followUp) throw missing('What came out of the contact with the patient?');
  const outcome = at.row.direction === 'down' ? 'unreachable' : 'no-show';
  const acknowledged = advance(at, 'acknowledge', {
    event: 'outcome-acknowledged',
    detail: { outcome, contactAt: followUp.at },
    noteSealed: at.seal(followUp.text),
    change: { returnedAt: at.terms.now, acknowledgedAt: at.terms.now, progress: { ...at.row.progress, outcome } },
    message: telling('referral.outcome-acknowledged.v1'),
  });
  return alsoClosed(at, acknowledged, 'T21');
}

/** The second event of one step: every message has a version of its own (engineering §3). */
function alsoClosed(at: Situation, passage: Passage, transition: string): Passage {
  const who = at.who('R');
  return move(passage, { event: 'closed', transition, who, message: telling('referral.closed.v1') }, at.terms);
}

/** T35. */
function acknowledgeEnding(at: Situation): Passage {
  return advance(at, 'acknowledge-ending', {
    event: 'ending-acknowledged',
    change: { progress: { ...at.row.progress, endingAcknowledged: true } },
    message: telling('referral.ending-acknowledged.v1'),
  });
}

/** What an ending leaves of supply and of the decision. */
export const ENDED = { ...EMPTY_HANDS, noDecisionAt: null, handoffCounty: null, handoffInstitution: null } as const;

const rated = (rating: number | undefined) => (rating === undefined ? {} : { detail: { rating } });

/** Reasons that only the patient can give: a desk writes down whose wish it was (domain §2.2). */
const PATIENTS_OWN: readonly string[] = ['recovered', 'declined', 'travel', 'other'];

const wishMissing = () =>
  validationFailed([
    { field: 'wish', code: 'required', message: 'A desk cancels at the wish of the patient: say how it was told.' },
  ]);

const missing = (message: string) => validationFailed([{ field: 'followUp', code: 'required', message }]);
