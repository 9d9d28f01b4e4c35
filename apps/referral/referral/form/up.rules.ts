import type { UrgencyClass } from '#contracts/codes.js';
import type { FieldError } from '#service/problem/problem.js';
import { diagnosisFaults } from '../../visit/diagnoses.js';
import type { UpBody, VitalSigns } from './body.dto.js';

const DAY_MILLISECONDS = 86_400_000;

/** What every form but that of an emergency holds from the beginning (domain §4.4, V13). */
const NEEDED = [
  'presentIllness',
  'pastHistory',
  'allergies',
  'provisionalDiagnosis',
  'reasonCode',
  'treatmentCourse',
  'currentMedications',
] as const satisfies readonly (keyof UpBody)[];

/** What the fields of an up or lateral body must say together (domain §4.4); for U1 it is to follow (form.rules.ts). */
export function upFaults(body: UpBody, urgencyClass: UrgencyClass, now: Date): FieldError[] {
  const missing = NEEDED.filter((part) => body[part] === undefined || body[part] === null);
  const faults: FieldError[] = missing.map((part) => {
    return { field: `up.${part}`, code: 'required', message: 'Only an emergency goes without it.', rule: 'V13' };
  });
  if (body.provisionalDiagnosis) faults.push(...diagnosisFaults(body.provisionalDiagnosis, 'up.provisionalDiagnosis'));
  if (body.reasonCode?.includes('other') && !body.reasonText) {
    faults.push({ field: 'up.reasonText', code: 'required', message: 'The reason `other` needs a text.' });
  }
  if (body.vitals) return [...faults, ...vitalFaults(body.vitals, now)];
  if (urgencyClass === 'U1' || urgencyClass === 'U2') {
    const message = 'Vital signs are needed for U1 and U2.';
    faults.push({ field: 'up.vitals', code: 'required', message, rule: 'V13' });
  }
  return faults;
}

function vitalFaults({ sbp, dbp, at }: VitalSigns, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  const age = now.getTime() - new Date(at).getTime();
  if (age < 0 || age > DAY_MILLISECONDS) {
    faults.push({ field: 'up.vitals.at', code: 'age', message: 'Vital signs must be of the last 24 hours.' });
  }
  if (sbp !== undefined && dbp !== undefined && sbp <= dbp) {
    faults.push({
      field: 'up.vitals.sbp',
      code: 'not-above-dbp',
      message: 'Systolic must be above diastolic pressure.',
    });
  }
  return faults;
}
