import { newKey, type Schema } from '../../api/client';

type Visit = Schema<'RecordVisit'>;
type Referral = Schema<'SubmitReferral'>;
export type Urgency = Referral['urgencyClass'];
export type Reason = NonNullable<Schema<'UpBody'>['reasonCode']>[number];

/** Vital signs in the order of a clinic's sheet, with the bounds of domain §4.4. */
export const VITALS = {
  sbp: [0, 300],
  dbp: [0, 300],
  pulse: [0, 300],
  temp: [30, 45],
  resp: [0, 100],
  spo2: [0, 100],
  glucose: [0, 60],
} as const;
export type VitalName = keyof typeof VITALS;

/** What a draft is for: a first visit alone, an up-referral (with its visit), or an emergency. */
export type Wish = 'visit' | 'up' | 'emergency';

/** What the village doctor types. Holds no name and no document number: the patient is an id. */
export interface LightForm {
  readonly wish: Wish;
  readonly patientId?: string;
  /** An emergency of whom nobody knows. */
  readonly stranger?: { readonly sexCode: 0 | 1 | 2 | 9; readonly ageYears: number };
  readonly diagnoses: Schema<'Diagnosis'>[];
  readonly complaint: string;
  readonly illness: string;
  readonly past: string;
  readonly allergies: string;
  readonly treatment: string;
  readonly medicines: string;
  readonly vitals: Readonly<Partial<Record<VitalName, string>>>;
  /** When they were measured. */
  readonly measuredAt?: string;
  readonly urgency: Exclude<Urgency, 'U1'>;
  readonly department: string;
  readonly reasons: readonly Reason[];
  readonly reasonText: string;
  /** Why the doctor refers although the criteria advise otherwise (domain §3.2); empty = he does not. */
  readonly overrule: Schema<'Overrule'>['reason'] | '';
  readonly infectious: boolean;
  readonly consent?: { readonly type: 'patient' | 'guardian'; readonly by: string; readonly at: string };
  readonly contact: { readonly name: string; readonly relation: string; readonly phone: string };
}

/** An empty form. */
export function emptyForm(wish: Wish, patientId?: string): LightForm {
  return {
    wish,
    ...(patientId ? { patientId } : {}),
    ...(wish === 'emergency' && !patientId ? { patientId: newKey(), stranger: { sexCode: 0, ageYears: 0 } } : {}),
    diagnoses: [],
    complaint: '',
    illness: '',
    past: '',
    allergies: '',
    treatment: '',
    medicines: '',
    vitals: {},
    urgency: 'U3',
    department: '',
    reasons: [],
    reasonText: '',
    overrule: '',
    infectious: false,
    contact: { name: '', relation: '', phone: '' },
  };
}

/** The first visit as the API takes it. */
export function visitBody(form: LightForm): Visit {
  return {
    patientId: form.patientId!,
    diagnoses: form.diagnoses,
    complaint: form.complaint.trim(),
    ...measured(form),
  };
}

/** Who sends: what the API needs to know of the session. */
export interface Sender {
  readonly roles: readonly string[];
}

/**
 * The up-referral as the API takes it; routing chooses the receiver. An emergency goes with what is known (V13), the rest
 * follows within 24 hours.
 * @param now county time in milliseconds: the window asked for begins with the sending, not with the typing
 */
export function referralBody(form: LightForm, sender: Sender, now: number, visitId?: string): Referral {
  return form.wish === 'emergency' ? emergencyBody(form, sender, now) : upBody(form, sender, now, visitId);
}

function upBody(form: LightForm, sender: Sender, now: number, visitId?: string): Referral {
  const { urgency, department, consent } = form;
  return {
    direction: 'up',
    purpose: 'visit',
    origin: originOf(sender),
    urgencyClass: urgency,
    patientId: form.patientId!,
    ...(visitId ? { firstVisitEncounterId: visitId } : {}),
    consent: {
      type: consent!.type,
      ...(consent!.by ? { by: consent!.by } : {}),
      at: consent!.at,
      method: 'verbal-witnessed',
    },
    ...contactOf(form),
    requested: {
      pool: 'expert-slot',
      deptCode: department,
      earliest: new Date(now + MINUTE).toISOString(),
      latest: new Date(now + WINDOW_DAYS[urgency] * DAY).toISOString(),
    },
    up: {
      ...common(form),
      presentIllness: said(form.illness, form.complaint),
      pastHistory: said(form.past, NONE),
      allergies: listOf(form.allergies, NONE_KNOWN),
      treatmentCourse: said(form.treatment, NONE),
      currentMedications: listOf(form.medicines),
      infectious: { suspected: form.infectious, ...(form.infectious ? { disease: form.diagnoses[0]?.code } : {}) },
    },
    ...(form.overrule ? { overrule: { reason: form.overrule } } : {}),
  };
}

function emergencyBody(form: LightForm, sender: Sender, now: number): Referral {
  const isMeasured = Object.values(form.vitals).some(Boolean);
  return {
    direction: 'up',
    purpose: 'transfer',
    origin: originOf(sender),
    urgencyClass: 'U1',
    patientId: form.patientId!,
    ...(form.stranger ? { unknownPatient: form.stranger } : {}),
    consent: { type: 'emergency-waiver', at: new Date(now).toISOString(), method: 'verbal-witnessed' },
    ...contactOf(form),
    up: { ...common(form), ...(isMeasured ? {} : { vitalsNotMeasured: true }) },
  };
}

function common(form: LightForm) {
  return {
    chiefComplaint: form.complaint.trim(),
    ...(form.diagnoses.length > 0 ? { provisionalDiagnosis: form.diagnoses } : {}),
    ...(form.reasons.length > 0 ? { reasonCode: [...form.reasons] } : {}),
    ...(form.reasonText.trim() ? { reasonText: form.reasonText.trim() } : {}),
    ...measured(form),
  };
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Seen within (domain §6). */
const WINDOW_DAYS: Record<LightForm['urgency'], number> = { U2: 1, U3: 3, U4: 14 };
const NONE = '无';
const NONE_KNOWN = 'none known';

function measured({ vitals, measuredAt }: LightForm): { vitals?: Schema<'VitalSigns'> } {
  const numbers = Object.entries(vitals).flatMap(([name, typed]) => (typed ? [[name, Number(typed)] as const] : []));
  return numbers.length > 0 ? { vitals: { ...Object.fromEntries(numbers), at: measuredAt! } } : {};
}

function contactOf({ contact }: LightForm): { contact?: Schema<'Contact'> } {
  return contact.name.trim() && contact.phone.trim()
    ? {
        contact: {
          name: contact.name.trim(),
          relation: contact.relation.trim() || '家属',
          phone: contact.phone.trim(),
        },
      }
    : {};
}

function originOf({ roles }: Sender): Referral['origin'] {
  if (roles.includes('family-doctor')) return 'family-doctor';
  return roles.includes('prehospital-staff') ? 'prehospital' : 'primary-other';
}

function said(typed: string, otherwise: string): string {
  return typed.trim() || otherwise;
}

function listOf(typed: string, ...otherwise: string[]): string[] {
  const parts = typed.split(/[,，;；、\n]/).flatMap((part) => part.trim() || []);
  return parts.length > 0 ? parts : otherwise;
}
