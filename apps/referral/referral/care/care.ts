import { type FieldError, type Problem, rulesBroken } from '#service/problem/problem.js';
import { diagnosisFaults } from '../../diagnosis/diagnoses.js';
import { judgeArrival } from '../../gate/verdict/verdict-again.js';
import type { Arrival, CareStart, OutcomeQuery, ReturnedOutcome } from '../form/command.dto.js';
import { signatureOf } from '../form/content.js';
import { DOWN_OUTCOMES, UP_OUTCOMES, WITHOUT_FOLLOW_UP } from '../form/form.codes.js';
import { advance } from '../road/advance.js';
import { telling, withUnit } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Departure, NoShow } from './care.dto.js';

/** T16, T17, T20 on the way up, T24 on the way down: the patient is here, or the first contact took place. */
export function arrive(at: Situation, { at: given, ...ambulance }: Arrival): Passage {
  const { transition } = permit(at, 'arrive');
  const arrivedAt = instantOf(at, given, decidedAt(at.row));
  const withoutReservation = transition.id === 'T17';
  return advance(at, 'arrive', {
    event: 'arrived',
    detail: { arrivedAt: arrivedAt.toISOString(), withoutReservation, ...ambulance },
    change: {
      arrivedAt,
      verdict: verdictAtArrival(at, arrivedAt),
      holdUntil: null,
      wait: null,
      options: null,
      pending: null,
      noDecisionAt: null,
      handoffCounty: null,
      handoffInstitution: null,
      progress: { ...at.row.progress, ...ambulanceTimes(at, ambulance) },
      ...(withoutReservation ? { unit: null } : {}),
    },
    message: withUnit('referral.arrived.v1'),
  });
}

/** Nobody arrives before the decision (V11); an emergency is often there before anybody wrote. */
function decidedAt({ urgencyClass, submittedAt, progress }: ReferralRow): Date {
  return urgencyClass === 'U1' || !progress.acceptedAt ? submittedAt : new Date(progress.acceptedAt);
}

/** T25. */
export function startCare(at: Situation, { at: given, handoverDoneAt }: CareStart): Passage {
  const startedAt = instantOf(at, given, at.row.arrivedAt ?? at.row.submittedAt);
  return advance(at, 'start-care', {
    event: 'care-started',
    detail: { startedAt: startedAt.toISOString() },
    change: { progress: { ...at.row.progress, ...ambulanceTimes(at, { handoverDoneAt }) } },
    message: telling('referral.care-started.v1'),
  });
}

/** T26: the signed outcome goes back to the referring doctor. */
export function returnOutcome(at: Situation, outcome: ReturnedOutcome): Passage {
  permit(at, 'return-outcome');
  const allowed = at.row.direction === 'down' ? DOWN_OUTCOMES : UP_OUTCOMES;
  if (!(allowed as readonly string[]).includes(outcome.outcome)) {
    throw broken({ field: 'outcome', code: 'other-direction', message: `Allowed here: ${allowed.join(', ')}.` });
  }
  const errors = [...diagnosisFaults(outcome.finalDiagnosis, 'finalDiagnosis'), ...followUpFaults(at, outcome)];
  if (errors.length > 0) throw rulesBroken('See errors.', errors);
  const { followUpNeeded, followUpDays } = outcome;
  if (followUpDays !== undefined && !(followUpNeeded && at.row.direction === 'up')) {
    throw broken({ field: 'followUpDays', code: 'no-follow-up', message: 'Only where a follow-up is needed (up).' });
  }
  const signed = signedOutcome(at, outcome);
  return advance(at, 'return-outcome', {
    event: 'outcome-returned',
    detail: { outcome: outcome.outcome, followUpNeeded, ...(followUpDays ? { followUpDays } : {}) },
    change: {
      returnedAt: at.terms.now,
      outcomeSealed: at.sealOutcome(JSON.stringify(signed)),
      progress: {
        ...at.row.progress,
        outcome: outcome.outcome,
        followUpNeeded,
        // Of the outcome that counts: an earlier one may have been queried (T28).
        followUpDays,
        ...(outcome.outcome === 'dead' ? { patientDiedAt: at.terms.now.toISOString() } : {}),
      },
    },
    message: telling('referral.outcome-returned.v1'),
  });
}

/** Nobody follows up who has died, left, or is in the care of another house: the loop is closed at once (T30). */
function followUpFaults({ row }: Situation, { outcome, followUpNeeded }: ReturnedOutcome): FieldError[] {
  if (!followUpNeeded || row.direction !== 'up' || !WITHOUT_FOLLOW_UP.includes(outcome)) return [];
  return [{ field: 'followUpNeeded', code: 'nobody-to-follow-up', message: `After ${outcome} there is no follow-up.` }];
}

/** With who signed it, and when the patient came (domain §4.6). */
function signedOutcome(at: Situation, outcome: ReturnedOutcome): object {
  const { arrivedAt } = at.row;
  const returnedAt = at.terms.now.toISOString();
  const signedBy = at.who('V').id;
  const signature = signatureOf(signedBy, returnedAt, JSON.stringify(outcome));
  return { ...outcome, ...(arrivedAt ? { arrivedAt: arrivedAt.toISOString() } : {}), signedBy, returnedAt, signature };
}

/** T28: the outcome leaves a question open, once. */
export function queryOutcome(at: Situation, { text }: OutcomeQuery): Passage {
  return advance(at, 'query-outcome', {
    event: 'outcome-queried',
    noteSealed: at.seal(text),
    change: { returnedAt: null, progress: { ...at.row.progress, queried: true } },
    message: telling('referral.outcome-queried.v1'),
  });
}

/** T18 by a person: the time of the unit is over, or the team has tried often enough. */
export function miss(at: Situation, { text }: NoShow): Passage {
  return advance(at, 'miss', {
    event: 'no-show',
    ...(text ? { noteSealed: at.seal(text) } : {}),
    message: telling('referral.no-show.v1'),
  });
}

/** F01: the patient leaves, which the state allows only after the primary team has accepted (V15). */
export function depart(at: Situation, { at: given }: Departure): Passage {
  const departedAt = instantOf(at, given, at.row.submittedAt).toISOString();
  return advance(at, 'depart', {
    event: 'departed',
    detail: { departedAt },
    change: { progress: { ...at.row.progress, departedAt, dischargeAt: departedAt } },
    message: telling('referral.departed.v1'),
  });
}

/** What the crew of the ambulance told: both times lie behind, and the handover comes last (domain §5.3). */
function ambulanceTimes(at: Situation, { arrivedAmbulanceAt, handoverDoneAt }: AmbulanceTimes): AmbulanceTimes {
  const times: AmbulanceTimes = {};
  if (arrivedAmbulanceAt !== undefined) {
    times.arrivedAmbulanceAt = pastInstant(at, 'arrivedAmbulanceAt', arrivedAmbulanceAt).toISOString();
  }
  if (handoverDoneAt !== undefined) {
    const handover = pastInstant(at, 'handoverDoneAt', handoverDoneAt);
    const before = times.arrivedAmbulanceAt ?? at.row.progress.arrivedAmbulanceAt;
    if (before !== undefined && handover < new Date(before)) throw tooEarly('handoverDoneAt');
    times.handoverDoneAt = handover.toISOString();
  }
  return times;
}

interface AmbulanceTimes {
  arrivedAmbulanceAt?: string;
  handoverDoneAt?: string;
}

function pastInstant(at: Situation, field: string, given: string): Date {
  const instant = new Date(given);
  if (instant > at.terms.now) throw broken({ field, code: 'future', message: 'It lies ahead.', rule: 'V11' });
  return instant;
}

/** The instant of something that has happened, now if none is given (V11). */
function instantOf(at: Situation, given: string | undefined, notBefore: Date): Date {
  const instant = given === undefined ? at.terms.now : pastInstant(at, 'at', given);
  if (instant < notBefore) throw tooEarly('at');
  return instant;
}

const tooEarly = (field: string): Problem =>
  broken({ field, code: 'too-early', message: 'It lies before the step that it follows.', rule: 'V11' });

/** The fund gate judges once more when the patient arrives (domain §3.2). */
function verdictAtArrival({ row, network }: Situation, at: Date): ReferralRow['verdict'] {
  const to = network.institution(row.toInstitution);
  if (to) return judgeArrival(row.verdict, { to, validUntil: row.validUntil, network, at });
  return { ...row.verdict, unknown: [...(row.verdict.unknown ?? []), 'receiver'] };
}

function broken(error: FieldError): Problem {
  return rulesBroken(error.message, [error]);
}
