import type { UrgencyClass } from '#contracts/codes.js';
import type { FieldError } from '#service/problem/problem.js';
import { diagnosisFaults, isKnownCode } from '../../diagnosis/diagnoses.js';
import type { UpBody, VitalSigns } from './body.dto.js';
import type { FormSetting } from './form.rules.js';
import type { SubmitReferral } from './referral.dto.js';

/** What every form but that of an emergency holds from the beginning (domain §4.4, V13). */
const NEEDED = [
  'presentIllness',
  'pastHistory',
  'allergies',
  'provisionalDiagnosis',
  'reasonCode',
  'treatmentCourse',
  'currentMedications',
  'infectious',
] as const satisfies readonly (keyof UpBody)[];

/** What the fields of an up or lateral body must say together (domain §4.4); for U1 it is to follow (form.rules.ts). */
export function upFaults(
  form: Pick<SubmitReferral, 'urgencyClass' | 'attachments'>,
  body: UpBody,
  at: FormSetting,
): FieldError[] {
  const missing = NEEDED.filter((part) => body[part] === undefined || body[part] === null);
  return [
    ...complaintFaults(body),
    ...missing.map((part) => lacking(part, 'Only an emergency goes without it.')),
    ...(body.provisionalDiagnosis ? diagnosisFaults(body.provisionalDiagnosis, 'up.provisionalDiagnosis') : []),
    ...reasonFaults(body),
    ...infectionFaults(body),
    ...resultFaults(form, body, at.now),
    ...vitalFaults(form.urgencyClass, body, at),
  ];
}

function lacking(part: string, message: string): FieldError {
  return { field: `up.${part}`, code: 'required', message, rule: 'V13' };
}

/** Shortest complaint, in characters (domain §4.4). */
const COMPLAINT = 4;

/** 胸痛 says too little for a doctor's desk and enough for an ambulance. */
function complaintFaults({ chiefComplaint }: UpBody): FieldError[] {
  if (chiefComplaint.trim().length >= COMPLAINT) return [];
  const message = `Say it in ${COMPLAINT} characters or more.`;
  return [{ field: 'up.chiefComplaint', code: 'too-short', message, rule: 'V13' }];
}

function reasonFaults({ reasonCode = [], reasonText, maternal }: UpBody): FieldError[] {
  const faults: FieldError[] = [];
  if (reasonCode.includes('other') && !reasonText?.trim()) {
    faults.push({ field: 'up.reasonText', code: 'required', message: 'The reason `other` needs a text.' });
  }
  if (reasonCode.includes('maternal-risk') && !maternal) {
    faults.push({ field: 'up.maternal', code: 'required', message: 'Say the week and the colour of the risk.' });
  }
  return faults;
}

function infectionFaults({ infectious, reasonCode = [] }: UpBody): FieldError[] {
  if (!infectious) return [];
  const { suspected, disease } = infectious;
  if (!suspected && reasonCode.includes('infectious')) {
    const message = 'Who is referred for an infection is suspected of one.';
    return [{ field: 'up.infectious.suspected', code: 'contradiction', message }];
  }
  if (suspected && !disease) {
    return [{ field: 'up.infectious.disease', code: 'required', message: 'Say which disease is suspected.' }];
  }
  return disease && !isKnownCode(disease)
    ? [{ field: 'up.infectious.disease', code: 'unknown-code', message: 'This code is not in the code table.' }]
    : [];
}

function resultFaults(
  { attachments = [] }: Pick<SubmitReferral, 'attachments'>,
  { keyResults = [] }: UpBody,
  now: Date,
): FieldError[] {
  const known = new Set(attachments.map(({ id }) => id));
  return keyResults.flatMap(({ at, attachmentId }, index): FieldError[] => {
    const field = `up.keyResults.${index}`;
    if (new Date(at) > now) {
      return [{ field: `${field}.at`, code: 'future', message: 'A result lies in the past.', rule: 'V11' }];
    }
    if (!attachmentId || known.has(attachmentId)) return [];
    return [{ field: `${field}.attachmentId`, code: 'unknown', message: 'The form has no such attachment.' }];
  });
}

function vitalFaults(urgencyClass: UrgencyClass, { vitals, vitalsNotMeasured }: UpBody, at: FormSetting): FieldError[] {
  if (vitals) return measuredFaults(vitals, at);
  if (urgencyClass === 'U2') return [lacking('vitals', 'Vital signs are needed for U1 and U2.')];
  if (urgencyClass !== 'U1' || (vitalsNotMeasured && !at.completed)) return [];
  return [lacking('vitals', 'Vital signs are needed for U1 and U2, or that nobody could measure them.')];
}

function measuredFaults(vitals: VitalSigns, { now, limits, completed }: FormSetting): FieldError[] {
  const { sbp, dbp, at, ...others } = vitals;
  const faults: FieldError[] = [];
  const measured = new Date(at).getTime();
  // A completed form may tell what was measured when the referral left, or after.
  const since = (completed?.submittedAt ?? now).getTime() - limits.vitalsMaxAge;
  if (measured < since || measured > now.getTime()) {
    faults.push({ field: 'up.vitals.at', code: 'age', message: 'Vital signs must be of the last 24 hours.' });
  }
  if (sbp !== undefined && dbp !== undefined && sbp <= dbp) {
    const message = 'Systolic must be above diastolic pressure.';
    faults.push({ field: 'up.vitals.sbp', code: 'not-above-dbp', message });
  }
  if ([sbp, dbp, ...Object.values(others)].every((value) => value === undefined || value === null)) {
    faults.push({ field: 'up.vitals', code: 'empty', message: 'Nothing was measured.', rule: 'V13' });
  }
  return faults;
}
