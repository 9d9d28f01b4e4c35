import { validationFailed } from '#service/http/validation.js';
import { forbidden, rulesBroken } from '#service/problem/problem.js';
import { decideMinutesLeft, placeBy, resumedTimes } from '../deadline/deadline.js';
import type { Decision, FormAnswer } from '../form/command.dto.js';
import { DESK_REASONS } from '../form/form.codes.js';
import { advance } from '../road/advance.js';
import { deskMayDecide } from '../road/guard.js';
import { redirected, telling, wanting } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { EMPTY_HANDS } from '../store/referral.row.js';
import { examineReceiver } from '../submission/receiver.js';
import { redirectTo } from './choice.js';
import { acceptedWhereAutomatic, goesOn, nextChoice, questionAgain, redirectedTo } from './redirect.js';

/** T03: opened, the receipt is seen. */
export function review(at: Situation): Passage {
  return advance(at, 'review', { event: 'review-started', message: telling('referral.review-started.v1') });
}

/** T06, T07 or T15, T15, T04 (domain §4.6). @throws Problem 400, 403, 409, 422 */
export function decide(at: Situation, decision: Decision): Passage {
  switch (decision.decision) {
    case 'accept':
      return accept(at);
    case 'reject':
      return reject(at, decision);
    case 'redirect':
      return redirect(at, decision);
    case 'return-for-info':
      return returnForm(at, decision);
  }
}

/** T05: the referring doctor has answered; the time for the decision runs on. */
export function answerQuestions(at: Situation, { text }: FormAnswer): Passage {
  const { decideBy, noDecisionAt } = resumedTimes(at.row, at.terms);
  return advance(at, 'answer', {
    event: 'resubmitted',
    noteSealed: at.seal(text),
    change: { decideBy, noDecisionAt: goesOn(at) ? noDecisionAt : null },
    message: wanting('referral.resubmitted.v1'),
  });
}

function accept(at: Situation): Passage {
  const step = permit(at, 'accept');
  assertCapable(at);
  return advance(at, step.transition.event, {
    event: 'accepted',
    // Who accepts is responsible: from now on only the units of that house count.
    change: {
      candidates: [{ county: at.row.toCounty, institution: at.row.toInstitution }],
      placeBy: placeBy(at.row, at.terms),
      noDecisionAt: null,
      previousInstitution: null,
      previousCounty: null,
      progress: { ...at.row.progress, acceptedAt: at.terms.now.toISOString() },
    },
    message: wanting('referral.accepted.v1'),
  });
}

/** V06 is looked at again: a department may have closed since the submission. */
function assertCapable(at: Situation): void {
  const { row, network } = at;
  const from = network.institution(row.fromInstitution);
  const to = network.institution(row.toInstitution);
  if (!from || !to) return;
  const errors = examineReceiver(network, questionAgain(at, from), to, 'decision').errors;
  const lacking = errors.filter((error) => error.rule === 'V06');
  if (lacking.length === 0) return;
  const detail = 'The department can no longer take this patient: redirect instead.';
  throw rulesBroken(detail, lacking);
}

/** A rejection with a candidate left is carried out as T15 by the system; else it ends the referral (domain §8.3). */
function reject(at: Situation, { reason, text, alternative }: Decision): Passage {
  const step = permit(at, 'reject');
  if (!reason) throw required('reason', 'A rejection needs its reason.');
  if (!alternative?.institution && !alternative?.advice) {
    throw required('alternative', 'Say where the patient may go instead, or give advice.');
  }
  if (step.actor === 'K' && !deskMayDecide(at) && !DESK_REASONS.includes(reason)) {
    const detail = 'Without delegation a desk rejects only for out-of-network, duplicate, wrong-department.';
    throw forbidden('NOT_DELEGATED', detail);
  }
  const decidedBy = at.who(step.actor);
  const { institution: house, time } = alternative;
  const instead = { ...(house ? { alternative: house } : {}), ...(time ? { alternativeAt: time } : {}) };
  const note = [text, alternative.advice].filter(Boolean).join('\n');
  const told = { reason, detail: { decision: 'reject', ...instead }, ...(note ? { noteSealed: at.seal(note) } : {}) };
  const next = nextChoice(at);
  if (!next) {
    const change = { ...EMPTY_HANDS, noDecisionAt: null, progress: { ...at.row.progress, endedBy: step.actor } };
    return advance(at, 'reject', { event: 'rejected', ...told, change, message: telling('referral.rejected.v1') });
  }
  const { role, institution } = decidedBy;
  const redirection = move(
    enter(at.row),
    {
      event: 'redirected',
      transition: 'T15',
      to: 'submitted',
      who: SYSTEM_ACTOR,
      ...told,
      detail: {
        ...told.detail,
        cause: 'rejected',
        by: { role, institution },
        from: at.row.toInstitution,
        to: next.to.code,
        passedOver: next.passedOver,
      },
      change: redirectedTo(at, next.to, next.candidates),
      message: redirected('rejected'),
    },
    at.terms,
  );
  return acceptedWhereAutomatic(redirection, at);
}

function redirect(at: Situation, { to: target, reason, text }: Decision): Passage {
  permit(at, 'redirect');
  if (!target) throw required('to', 'Say to whom the referral is redirected.');
  return redirectTo(at, target.institution, { cause: 'desk', reason, text });
}

function returnForm(at: Situation, { questions, text }: Decision): Passage {
  permit(at, 'return-form');
  if (!questions?.length) throw required('questions', 'Say what is to be answered.');
  const { progress } = at.row;
  const returns = (progress.returns ?? 0) + 1;
  return advance(at, 'return-form', {
    event: 'returned',
    detail: { questions },
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: {
      noDecisionAt: null,
      progress: { ...progress, returns, decideMinutesLeft: decideMinutesLeft(at.row, at.terms) },
    },
    message: telling('referral.returned.v1'),
  });
}

const required = (field: string, message: string) => validationFailed([{ field, code: 'required', message }]);
