import type { FieldError } from '#service/problem/problem.js';
import { diagnosisFaults } from '../../visit/diagnoses.js';
import type { DownBody } from './body.dto.js';

const DAY_MILLISECONDS = 86_400_000;
const SUPPLY_DAYS = { least: 14, most: 28 };
const DISCHARGE_AHEAD_DAYS = 3;
const FOLLOW_UP_DAYS = 14;

/** Hypertension I10–I15 and diabetes E10–E14 are handed back only with what is to be watched (domain §4.5). */
const WATCHED = /^(I1[0-5]|E1[0-4])/;

/** What the fields of a down body must say together (domain §4.5). */
export function downFaults(body: DownBody, now: Date): FieldError[] {
  return [
    ...diagnosisFaults(body.finalDiagnosis, 'down.finalDiagnosis'),
    ...dateFaults(body, now),
    ...planFaults(body),
  ];
}

/** End of the stay or the visit that is handed back. */
export function careEnd(body: DownBody): Date | undefined {
  const end = body.dischargeAt ?? body.visitAt;
  return end === undefined ? undefined : new Date(end);
}

function dateFaults(body: DownBody, now: Date): FieldError[] {
  const end = careEnd(body);
  if (!end) {
    return [
      { field: 'down.dischargeAt', code: 'required', message: 'Say when the patient is discharged, or `visitAt`.' },
    ];
  }
  const faults: FieldError[] = [];
  if (body.admissionAt && new Date(body.admissionAt) > end) {
    faults.push({ field: 'down.admissionAt', code: 'order', message: 'The admission comes before the discharge.' });
  }
  if (end.getTime() > now.getTime() + DISCHARGE_AHEAD_DAYS * DAY_MILLISECONDS) {
    faults.push({
      field: 'down.dischargeAt',
      code: 'too-far',
      message: 'The discharge lies at most three days ahead.',
    });
  }
  if (new Date(`${body.followUpDueAt}T00:00:00+08:00`).getTime() > end.getTime() + FOLLOW_UP_DAYS * DAY_MILLISECONDS) {
    const message = 'The follow-up is due at most 14 days after the discharge.';
    faults.push({ field: 'down.followUpDueAt', code: 'too-far', message });
  }
  return faults;
}

function planFaults(body: DownBody): FieldError[] {
  const faults: FieldError[] = [];
  const days = body.medicationSupplyDays;
  if (days !== undefined && (days < SUPPLY_DAYS.least || days > SUPPLY_DAYS.most)) {
    faults.push({
      field: 'down.medicationSupplyDays',
      code: 'range',
      message: 'Medicines are given for 14 to 28 days.',
    });
  }
  if (body.finalDiagnosis.some(({ code }) => WATCHED.test(code)) && !body.monitoring?.length) {
    const message = 'Hypertension and diabetes need what is to be watched, its target and interval.';
    faults.push({ field: 'down.monitoring', code: 'required', message });
  }
  return faults;
}
