import type { Schema } from '../api/client';

type Submit = Schema<'SubmitReferral'>;

/** What the form holds while it is filled. */
export type Plan = Omit<Schema<'DownBody'>, 'admissionAt' | 'dischargeAt' | 'visitAt'> & {
  readonly admissionAt?: string;
  /** End of the stay or of the visit. */
  readonly endedAt: string;
  readonly institution?: string;
  readonly consentMethod: string;
  readonly inpatient: boolean;
};

/** Whom a hand-back is about. */
export interface Case {
  readonly patientId: string;
  /** The up-referral that this answers: its outcome is returned with it (T27). */
  readonly parentReferralId?: string;
}

/** Discharge and hand-back as the one form that the API takes. @param now ISO instant of the consent */
export function handBackBody(plan: Plan, { patientId, parentReferralId }: Case, now: string): Submit {
  const { institution, endedAt, inpatient, consentMethod, admissionAt, ...down } = plan;
  return {
    direction: 'down',
    purpose: (down.careNeeds ?? []).includes('rehab-bed') ? 'rehab' : 'chronic-care',
    origin: 'hospital',
    urgencyClass: 'U4',
    patientId,
    ...(parentReferralId ? { parentReferralId } : {}),
    consent: { type: 'patient', at: now, method: consentMethod as Schema<'Consent'>['method'] },
    ...(institution ? { to: { institution, deptCode: '02' } } : {}),
    down: {
      ...withoutEmpty(down),
      medications: down.medications ?? [],
      ...(inpatient ? { dischargeAt: endedAt, ...(admissionAt ? { admissionAt } : {}) } : { visitAt: endedAt }),
    },
  } as Submit;
}

function withoutEmpty<T extends object>(body: T): T {
  const filled = Object.entries(body).filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(filled) as T;
}
