import { validationFailed } from '#service/http/validation.js';
import { validUntil } from '../deadline/deadline.js';
import type { Acknowledgement, Cancellation, Extension } from '../form/command.dto.js';
import { advance } from '../road/advance.js';
import type { Guarded } from '../road/guard.js';
import { telling, wanting } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { EMPTY_HANDS } from '../store/referral.row.js';

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

/** T22. */
export function cancel(at: Situation, { reason, text }: Cancellation): Passage {
  const { actor } = permit(at, 'cancel');
  return advance(at, 'cancel', {
    event: 'cancelled',
    reason,
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: { ...EMPTY_HANDS, noDecisionAt: null, progress: { ...at.row.progress, endedBy: actor } },
    message: telling('referral.cancelled.v1'),
  });
}

/** T36: the validity runs once more from its end. */
export function extend(at: Situation, { text }: Extension): Passage {
  permit(at, 'extend');
  const { row, terms } = at;
  const until = validUntil(row, row.validUntil ?? terms.now, terms);
  return advance(at, 'extend', {
    event: 'extended',
    ...(text ? { noteSealed: at.seal(text) } : {}),
    detail: until ? { validUntil: until.toISOString() } : {},
    change: { validUntil: until, progress: { ...row.progress, extended: true } },
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
      change: { ...EMPTY_HANDS, noDecisionAt: null, progress: { ...row.progress, endedBy: 'S' } },
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

const rated = (rating: number | undefined) => (rating === undefined ? {} : { detail: { rating } });

const missing = (message: string) => validationFailed([{ field: 'followUp', code: 'required', message }]);
