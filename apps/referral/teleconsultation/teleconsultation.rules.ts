import { localDate } from '#service/calendar/local-time.js';
import { type FieldError, forbidden, Problem, rulesBroken } from '#service/problem/problem.js';
import type { Network } from '../network/network.js';
import { isPrimary, isUpperHospital } from '../network/tiers.js';
import { attachmentFaults } from '../referral/form/attachment.rules.js';
import type { FormSetting } from '../referral/form/form.rules.js';
import { consentFaults } from '../referral/form/head.rules.js';
import { upFaults } from '../referral/form/up.rules.js';
import type { QuestionContent } from './teleconsultation.content.js';
import type { Advice, AskedSide, AskTeleconsultation } from './teleconsultation.dto.js';

/** An emergency waits for nobody's advice: U1 goes the short path at once (domain §5.3). */
export function refuseEmergency({ urgencyClass }: AskTeleconsultation): void {
  if (urgencyClass !== 'U1') return;
  const text = {
    zh: '危急患者请勿等待会诊意见，请立即按 U1 急诊上转。',
    en: 'Do not wait for advice on an emergency: refer the patient as U1 at once.',
  };
  throw new Problem({
    status: 422,
    code: 'EMERGENCY_GOES_AT_ONCE',
    detail: text.en,
    errors: [{ field: 'urgencyClass', code: 'emergency', message: text.en }],
    more: { text },
  });
}

/** @throws Problem 403 from anywhere but an institution of tier 1 or 2 */
export function requirePrimary(network: Network, institution: string): void {
  const from = network.institution(institution);
  if (from && isPrimary(from.tier)) return;
  const detail = 'A doctor of a primary institution asks; an upper hospital refers or orders for itself.';
  throw forbidden('NOT_A_PRIMARY_INSTITUTION', detail);
}

/** Whom one may ask: a department of an upper hospital that consortium or agreement joins to the asker (V03, V04, V06). */
export function sideFaults(network: Network, from: string, to: AskedSide, now: Date): FieldError[] {
  const day = localDate(now);
  const asked = network.institution(to.institution);
  if (!asked) return [{ field: 'to.institution', code: 'unknown', message: 'There is no such institution.' }];
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string, rule?: string) =>
    faults.push({ field: `to.${field}`, code, message, ...(rule ? { rule } : {}) });
  if (!isUpperHospital(asked.tier)) refuse('institution', 'not-upper', 'Ask a hospital of tier 3 or 4.', 'V01');
  if (!network.capability(to.institution, to.deptCode, day)) {
    refuse('deptCode', 'no-department', 'This hospital has no such department.', 'V06');
  } else if (network.pair(from, to.institution, 'up', to.deptCode, day) === 'none') {
    refuse('institution', 'out-of-network', 'Neither a consortium nor an agreement joins you.', 'V04');
  }
  const doctor = to.doctorId === undefined ? undefined : network.practitioner(to.doctorId);
  if (to.doctorId && (doctor?.institution !== to.institution || !doctor.departments.includes(to.deptCode))) {
    refuse('doctorId', 'unknown', 'There is no such doctor in this department.');
  }
  return faults;
}

/** What is wrong with the case itself: the rules of a referral's form, but nothing has to be complete yet. */
export function caseFaults(content: QuestionContent, urgencyClass: 'U2' | 'U3' | 'U4', at: FormSetting): FieldError[] {
  const { consent, case: asked, attachments = [] } = content;
  const body = upFaults({ urgencyClass, attachments }, asked, at).filter(({ code }) => code !== 'required');
  return [
    ...consentFaults({ consent, urgencyClass }, at),
    ...body.map((fault) => ({ ...fault, field: fault.field.replace(/^up\./, 'case.') })),
    ...attachmentFaults(attachments, at.limits),
  ];
}

/** Whoever advises to refer says why and, where named, to whom: the referral takes it over. */
export function adviceFaults(advice: Advice, network: Network, institution: string): FieldError[] {
  const { outcome, reasonCode, urgencyClass, doctorId } = advice;
  const faults: FieldError[] = [];
  if (outcome !== 'stay-local' && !reasonCode) {
    const message = 'Say why the patient is to be referred.';
    faults.push({ field: 'reasonCode', code: 'required', message });
  }
  if (outcome === 'emergency' && urgencyClass !== undefined && urgencyClass !== 'U1' && urgencyClass !== 'U2') {
    faults.push({ field: 'urgencyClass', code: 'contradiction', message: 'An emergency is U1 or U2.' });
  }
  if (doctorId && network.practitioner(doctorId)?.institution !== institution) {
    faults.push({ field: 'doctorId', code: 'unknown', message: 'There is no such doctor here.' });
  }
  return faults;
}

export function brokenBy(errors: FieldError[]): Problem {
  return rulesBroken('The question breaks rules: see errors.', errors);
}
