import type { Principal } from '#service/auth/principal.js';
import { validationFailed } from '#service/http/validation.js';
import { rulesBroken } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import type { Network } from '../../network/network.js';
import { placeBy } from '../deadline/deadline.js';
import type { Terms } from '../deadline/terms.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { wanting, withUnit } from '../road/leaving.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';
import type { ReferralRow, Who } from '../store/referral.row.js';
import type { RetroEntry } from './emergency.dto.js';

/** The form that would have been sent, and the doctor who would have sent it. */
export interface RetroForm {
  form: SubmitReferral;
  sender: Principal;
}

/**
 * Reads who sent the patient to whom: the writer is one of the two sides (T32).
 * @throws Problem 400 where the other side is not named, 422 for a person who does not work there
 */
export function retroForm(entry: RetroEntry, writer: Principal, network: Network): RetroForm {
  const isCrew = writer.roles.includes('prehospital-staff');
  const from = isCrew ? { institution: writer.institution, doctorId: writer.practitioner } : entry.from;
  const to = isCrew ? entry.to : { ...entry.to, institution: writer.institution };
  if (!from?.doctorId) throw required('from', 'Say which doctor of which institution sent the patient.');
  if (!to) throw required('to', 'Say where the patient has arrived.');
  const tier = network.institution(from.institution)?.tier;
  const registered = network.practitioner(from.doctorId)?.institution === from.institution;
  if (tier === undefined || !(isCrew || registered)) {
    const errors = [{ field: 'from.doctorId', code: 'unknown', message: 'This doctor does not work there.' }];
    throw rulesBroken('The sender is not known.', errors);
  }
  const role = isCrew ? 'prehospital-staff' : tier <= 2 ? 'primary-doctor' : 'hospital-doctor';
  const origin = isCrew ? 'prehospital' : tier <= 2 ? 'primary-other' : 'hospital';
  const { deptCode } = to;
  const form: SubmitReferral = {
    direction: 'up',
    purpose: 'transfer',
    origin,
    urgencyClass: 'U1',
    patientId: entry.patientId,
    consent: entry.consent ?? { type: 'emergency-waiver', at: entry.arrivedAt, method: 'verbal-witnessed' },
    to: { institution: to.institution, ...(deptCode ? { deptCode } : {}) },
    autoNext: false,
    up: entry.up,
  };
  const { doctorId: practitioner, institution } = from;
  return { form, sender: { ...writer, practitioner, institution, roles: [role], departments: [] } };
}

/** T32: submitted, accepted and arrived in one transaction, each with its message. @throws Problem 422 after 24 h */
export function enterRetro(draft: ReferralRow, entry: RetroEntry, writer: Who, terms: Terms): Passage {
  const arrivedAt = new Date(entry.arrivedAt);
  const isLate = after(arrivedAt, terms.limit('retro.within'), terms.calendar) < terms.now;
  if (isLate || arrivedAt > terms.now) {
    const message = 'An emergency is written down within 24 hours of the arrival.';
    const errors = [{ field: 'arrivedAt', code: isLate ? 'too-late' : 'future', message, rule: 'V11' }];
    throw rulesBroken(message, errors);
  }
  const step = { transition: 'T32', detail: { retro: true } };
  const submitted = move(
    enter(draft),
    { ...step, event: 'submitted', to: 'submitted', who: writer, message: wanting('referral.submitted.v1') },
    terms,
  );
  const accepted = move(
    submitted,
    {
      ...step,
      event: 'accepted',
      to: 'accepted',
      who: SYSTEM_ACTOR,
      change: { placeBy: placeBy(draft, terms), noDecisionAt: null },
      message: wanting('referral.accepted.v1'),
    },
    terms,
  );
  const { arrivedAmbulanceAt, handoverDoneAt } = entry;
  // Who has the patient already need not be called out (T34).
  const noted = { retro: true, alertAcknowledgedAt: terms.now.toISOString() };
  const progress = { ...draft.progress, ...noted, ...timesOf({ arrivedAmbulanceAt, handoverDoneAt }) };
  return move(
    accepted,
    {
      ...step,
      event: 'arrived',
      to: 'arrived',
      who: writer,
      detail: { retro: true, arrivedAt: arrivedAt.toISOString() },
      change: { arrivedAt, progress },
      message: withUnit('referral.arrived.v1'),
    },
    terms,
  );
}

const timesOf = (times: { arrivedAmbulanceAt?: string; handoverDoneAt?: string }) =>
  Object.fromEntries(Object.entries(times).flatMap(([name, at]) => (at ? [[name, new Date(at).toISOString()]] : [])));

const required = (field: string, message: string) => validationFailed([{ field, code: 'required', message }]);
