import type { Schema } from '../api/client';
import type { Session } from '../session/session';

/** The form as it stands on the screen: the draft of the API, field by field. */
export type Values = Schema<'DraftForm'>;
type UrgencyClass = NonNullable<Values['urgencyClass']>;

const DAY = 86_400_000;
/** Days in which somebody of the class is to be seen (domain §6): the window that is proposed. */
const WITHIN_DAYS: Record<UrgencyClass, number> = { U1: 1, U2: 1, U3: 3, U4: 14 };

/** Roles that refer and sign; others write for a doctor (domain §2.2). */
export const signs = ({ roles }: Pick<Session, 'roles'>): boolean => roles.some((role) => SIGNERS.includes(role));

const SIGNERS: readonly string[] = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'prehospital-staff',
];

/** The origin with which somebody of these roles usually refers; only `family-doctor` may use the reserve (V05). */
export function originOf(roles: readonly string[]): NonNullable<Values['origin']> {
  if (roles.includes('primary-doctor') && !roles.includes('family-doctor')) return 'primary-other';
  if (roles.includes('hospital-doctor') || roles.includes('department-head')) return 'hospital';
  return roles.includes('prehospital-staff') ? 'prehospital' : 'family-doctor';
}

/** The window that is proposed for a class, from now on. */
export function windowFor(urgencyClass: UrgencyClass, now: number): { earliest: string; latest: string } {
  const latest = now + WITHIN_DAYS[urgencyClass] * DAY;
  return { earliest: new Date(now).toISOString(), latest: new Date(latest).toISOString() };
}

/** What another class changes: it proposes another window, and an emergency needs no consent before it leaves. */
export function onClass(urgencyClass: UrgencyClass, values: Values, now: number): Partial<Values> {
  const isWaived = values.consent?.type === 'emergency-waiver';
  const consent = urgencyClass === 'U1' ? 'emergency-waiver' : isWaived ? 'patient' : undefined;
  return {
    requested: { ...values.requested, ...windowFor(urgencyClass, now) },
    ...(consent ? { consent: { ...values.consent, type: consent } } : {}),
  };
}

interface Known {
  readonly patientId: string;
  readonly roles: readonly string[];
  readonly now: number;
  readonly urgencyClass?: UrgencyClass;
  readonly parentReferralId?: string;
  /** Below the age at which a guardian consents (V12). */
  readonly isMinor?: boolean;
}

/** A new form, with what can be known before anything is typed. */
export function blank({ patientId, roles, now, urgencyClass = 'U4', parentReferralId, isMinor }: Known): Values {
  return {
    patientId,
    direction: 'up',
    purpose: 'visit',
    origin: originOf(roles),
    urgencyClass,
    autoNext: true,
    ...(parentReferralId ? { parentReferralId } : {}),
    consent: { type: isMinor ? 'guardian' : 'patient', method: 'paper', at: new Date(now).toISOString() },
    requested: { pool: 'expert-slot', ...windowFor(urgencyClass, now) },
    up: {},
  };
}

const COMPLAINT = 100;

/** A visit, of which no more than its id may be known. */
type Found = Pick<Schema<'VisitView'>, 'id'> & Partial<Schema<'VisitView'>>;

/** What the first visit has found goes into the form without being typed again. */
export function carriedOver(visit: Found, findings: Values['findings']): Partial<Values> {
  const { id, complaint = '', vitals, diagnoses = [], evidence } = visit;
  return {
    firstVisitEncounterId: id,
    ...(findings ? { findings } : {}),
    ...(evidence ? { evidence } : {}),
    up: {
      ...(complaint ? { chiefComplaint: complaint.slice(0, COMPLAINT) } : {}),
      ...(complaint.length > COMPLAINT ? { presentIllness: complaint } : {}),
      ...(diagnoses.length > 0 ? { provisionalDiagnosis: diagnoses } : {}),
      ...(vitals ? { vitals } : {}),
    },
  };
}

/** Where an approval to leave the network lets the patient go (V04). */
export function allowedBy({ id, toInstitution, deptCode }: Schema<'ApprovalView'>): Partial<Values> {
  return { approvalId: id, to: { institution: toInstitution }, requested: { deptCode } };
}

/** The first form with what came from elsewhere. */
export function joined(first: Values, more: Partial<Values>): Values {
  const requested = { ...first.requested, ...more.requested };
  return { ...first, ...more, requested, up: { ...first.up, ...more.up } };
}
