import { validationFailed } from '#service/http/validation.js';
import { rulesBroken } from '#service/problem/problem.js';
import { askToTakeOver } from '../emergency/hand-off.js';
import type { PatientChoice } from '../form/command.dto.js';
import { advance } from '../road/advance.js';
import { redirected } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import type { Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { wished } from '../road/wish.js';
import { examineReceiver } from '../submission/receiver.js';
import { acceptedWhereAutomatic, questionAgain, redirectedTo } from './redirect.js';

/** Why somebody sends a referral elsewhere. */
interface Redirection {
  cause: 'desk' | 'patient';
  reason?: string;
  text?: string;
}

/** T15 by the patient, as desk, doctor or clerk write it down. @throws Problem 400, 403, 409, 422 */
export function choose(at: Situation, { to, wish, text }: PatientChoice): Passage {
  const patient = wished(at, wish);
  permit(patient, 'redirect');
  return redirectTo(patient, to.institution, { cause: 'patient', reason: 'patient-request', text });
}

/**
 * T15 by a person. An emergency goes on only when the other centre has taken note (domain §5.3).
 * @throws Problem 400 for a receiver that nobody knows, 422 for one that cannot take the patient
 */
export function redirectTo(at: Situation, institution: string, { cause, reason, text }: Redirection): Passage {
  const { row, network } = at;
  const to = network.institution(institution);
  const from = network.institution(row.fromInstitution);
  if (!to || to.code === row.toInstitution) throw unknownTarget();
  if (row.urgencyClass === 'U1') return askToTakeOver(at, to, { reason, text });
  if (!from) throw unknownTarget();
  const question = questionAgain(at, from);
  const reasons = cause === 'patient' ? [...question.reasons, 'patient-request'] : question.reasons;
  const { errors } = examineReceiver(network, { ...question, reasons }, to, 'to.institution');
  if (errors.length > 0) {
    throw rulesBroken('This receiver cannot take the patient.', errors);
  }
  const candidates = [{ county: to.county, institution: to.code }];
  const redirection = advance(at, 'redirect', {
    event: 'redirected',
    ...(reason ? { reason } : {}),
    detail: { cause, from: row.toInstitution, to: to.code },
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: redirectedTo(at, to, candidates, cause === 'patient' ? 'choice' : 'redirect'),
    message: redirected(cause),
  });
  return acceptedWhereAutomatic(redirection, at);
}

const unknownTarget = () =>
  validationFailed([
    { field: 'to.institution', code: 'unknown', message: 'There is no such other institution in the network.' },
  ]);
