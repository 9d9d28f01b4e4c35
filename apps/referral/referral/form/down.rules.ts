import { localDate } from '#service/calendar/local-time.js';
import type { FieldError } from '#service/problem/problem.js';
import { diagnosisFaults } from '../../diagnosis/diagnoses.js';
import type { DownBody } from './body.dto.js';
import type { FormSetting } from './form.rules.js';
import type { FormLimits } from './limits.js';

/** Faults of the order of events (V11). */
const IN_ORDER = ['order', 'future'];

/** Hypertension I10–I15 and diabetes E10–E14 are handed back only with what is to be watched (domain §4.5). */
const WATCHED = /^(I1[0-5]|E1[0-4])/;

/** What the fields of a down body must say together (domain §4.5). */
export function downFaults(body: DownBody, { now, limits }: FormSetting): FieldError[] {
  return [
    ...diagnosisFaults(body.finalDiagnosis, 'down.finalDiagnosis'),
    ...dateFaults(body, now, limits),
    ...planFaults(body, limits),
  ];
}

/** End of the stay or the visit that is handed back. */
export function careEnd(body: DownBody): Date | undefined {
  const end = body.dischargeAt ?? body.visitAt;
  return end === undefined ? undefined : new Date(end);
}

function dateFaults(body: DownBody, now: Date, limits: FormLimits): FieldError[] {
  const { admissionAt, dischargeAt, visitAt, followUpDueAt, revisitAt } = body;
  const end = careEnd(body);
  if (!end) {
    return [
      { field: 'down.dischargeAt', code: 'required', message: 'Say when the patient is discharged, or `visitAt`.' },
    ];
  }
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) =>
    faults.push({ field: `down.${field}`, code, message, ...(IN_ORDER.includes(code) ? { rule: 'V11' } : {}) });
  if (admissionAt && new Date(admissionAt) > end) {
    refuse('admissionAt', 'order', 'The admission comes before the discharge.');
  }
  if (admissionAt && !dischargeAt) refuse('dischargeAt', 'required', 'Who was admitted is discharged.');
  if (visitAt && new Date(visitAt) > now) refuse('visitAt', 'future', 'The visit has taken place.');
  if (dischargeAt && end.getTime() > now.getTime() + limits.dischargeAhead) {
    refuse('dischargeAt', 'too-far', 'The discharge lies at most three days ahead.');
  }
  const followUp = startOf(followUpDueAt);
  if (followUp > end.getTime() + limits.followUpAfterDischarge) {
    refuse('followUpDueAt', 'too-far', 'The follow-up is due at most 14 days after the discharge.');
  }
  if (followUpDueAt < localDate(end)) refuse('followUpDueAt', 'order', 'The follow-up comes after the discharge.');
  if (revisitAt && revisitAt < localDate(end)) refuse('revisitAt', 'order', 'The revisit comes after the discharge.');
  return faults;
}

/** A local date as the instant at which it begins. */
const startOf = (day: string): number => new Date(`${day}T00:00:00+08:00`).getTime();

function planFaults(body: DownBody, { supplyDays }: FormLimits): FieldError[] {
  const faults: FieldError[] = [];
  const days = body.medicationSupplyDays;
  if (days !== undefined && (days < supplyDays.least || days > supplyDays.most)) {
    const message = `Medicines are given for ${supplyDays.least} to ${supplyDays.most} days.`;
    faults.push({ field: 'down.medicationSupplyDays', code: 'range', message });
  }
  if (body.finalDiagnosis.some(({ code }) => WATCHED.test(code)) && !body.monitoring?.length) {
    const message = 'Hypertension and diabetes need what is to be watched, its target and interval.';
    faults.push({ field: 'down.monitoring', code: 'required', message });
  }
  return faults;
}
