import { localDate } from '#service/calendar/local-time.js';
import type { FieldError } from '#service/problem/problem.js';
import { ageInYears } from '../../gate/exemption/exemption.js';
import { attachmentFaults } from './attachment.rules.js';
import type { FormSetting } from './form.rules.js';
import { isPhoneIn } from './phone.js';
import type { SubmitReferral } from './referral.dto.js';

/** Dementia: the patient cannot be asked on the telephone (domain §4.2). */
const DEMENTIA = /^(F0[0-3]|G30)/;

/** What the fields of the common head must say together (domain §4.1–4.3, V11, V12). */
export function headFaults(form: SubmitReferral, at: FormSetting): FieldError[] {
  return [
    ...consentFaults(form, at),
    ...contactFaults(form, at),
    ...transportFaults(form),
    ...attachmentFaults(form.attachments ?? [], at.limits),
    ...signatureFaults(form, at),
    ...centreFaults(form),
  ];
}

const isMinor = ({ birthDate, now, limits }: FormSetting) =>
  ageInYears(birthDate, localDate(now)) < limits.guardianBelowYears;

/** V12. */
export function consentFaults(
  { consent, urgencyClass }: Pick<SubmitReferral, 'consent' | 'urgencyClass'>,
  at: FormSetting,
): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string, rule: string) =>
    faults.push({ field: `consent.${field}`, code, message, rule });
  if (consent.type === 'emergency-waiver') {
    if (at.completed) refuse('type', 'waiver', 'The consent is to be completed within 24 hours.', 'V12');
    else if (urgencyClass !== 'U1') refuse('type', 'waiver', 'Only U1 may go without consent.', 'V12');
  } else if (consent.type === 'guardian') {
    if (!consent.by?.trim()) refuse('by', 'required', 'Say which guardian consented.', 'V12');
  } else if (isMinor(at)) {
    refuse('type', 'guardian', `Below ${at.limits.guardianBelowYears} years a guardian consents.`, 'V12');
  }
  if (new Date(consent.at) > at.now) refuse('at', 'future', 'The consent comes before the referral.', 'V11');
  return faults;
}

function contactFaults(form: SubmitReferral, at: FormSetting): FieldError[] {
  const { contact, urgencyClass, up, down } = form;
  if (contact) {
    if (isPhoneIn(at.county, contact.phone)) return [];
    return [{ field: 'contact.phone', code: 'phone', message: 'This is no telephone number.' }];
  }
  const diagnoses = [...(up?.provisionalDiagnosis ?? []), ...(down?.finalDiagnosis ?? [])];
  const withDementia = diagnoses.some(({ code }) => DEMENTIA.test(code));
  if (urgencyClass !== 'U1' && !isMinor(at) && !withDementia) return [];
  const message = 'A child, a patient with dementia and an emergency need somebody who can be called.';
  return [{ field: 'contact', code: 'required', message }];
}

/** 转运: an emergency that is transferred says how it travels. */
function transportFaults({ transport, purpose, urgencyClass }: SubmitReferral): FieldError[] {
  const urgent = urgencyClass === 'U1' || urgencyClass === 'U2';
  if (!transport) {
    if (!urgent || purpose !== 'transfer') return [];
    return [{ field: 'transport', code: 'required', message: 'Say how the patient is transferred.' }];
  }
  if (transport.mode !== 'ambulance-120' || transport.dispatchRef) return [];
  return [{ field: 'transport.dispatchRef', code: 'required', message: 'The 120 call has a job number.' }];
}

function signatureFaults({ signedAt, consent }: SubmitReferral, { now }: FormSetting): FieldError[] {
  if (!signedAt) return [];
  if (new Date(signedAt) > now) {
    return [{ field: 'signedAt', code: 'future', message: 'The signature comes before the referral.', rule: 'V11' }];
  }
  if (new Date(signedAt) >= new Date(consent.at)) return [];
  return [{ field: 'signedAt', code: 'order', message: 'The consent comes before the signature.', rule: 'V11' }];
}

function centreFaults({ criticalCentre, urgencyClass }: SubmitReferral): FieldError[] {
  if (!criticalCentre || urgencyClass === 'U1' || urgencyClass === 'U2') return [];
  return [{ field: 'criticalCentre', code: 'not-urgent', message: 'A critical centre is for U1 and U2.' }];
}
