import { DAY_MS } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem, Reply } from '../../scripts/demo/api.js';
import type { System } from '../system/system.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  type Patient,
  upReferral,
} from './people.js';

const CHILD_AGE_MS = 14 * 366 * DAY_MS;

export type Form = Record<string, unknown> & { patientId: string; consent: object; up: object };

/** A family doctor who writes referral forms: complete ones, to be spoilt where a story needs it. */
export class Writing {
  private constructor(
    readonly doctor: Api,
    readonly patients: Patient[],
    readonly today: Date,
  ) {}

  static async at(system: System): Promise<Writing> {
    const doctor = await as(system, 'family-doctor');
    return new Writing(doctor, await contractedPatients(doctor, 60), await businessNow(system.database));
  }

  day = (days: number): string => new Date(this.today.getTime() + days * DAY_MS).toISOString();

  child = (): Patient => this.patientWho((one) => this.isChild(one));
  adult = (): Patient => this.patientWho((one) => !this.isChild(one));

  /** A complete and valid form; the window is days ahead, so that the unit does not matter. */
  async formOf(patient = this.adult(), change: object = {}): Promise<Form> {
    const firstVisitEncounterId = await firstVisit(this.doctor, patient.id);
    const window = { earliest: this.day(4), latest: this.day(5) };
    const wish = { patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt: this.today };
    return { ...upReferral(wish), ...change } as Form;
  }

  async submit(form: object): Promise<ReferralView> {
    return (await this.doctor.post<ReferralView>('/v1/referrals', { body: form })).body;
  }

  async refused(form: object, by = this.doctor): Promise<Reply<Problem>> {
    return (await by.attempt('/v1/referrals', { body: form })) as Reply<Problem>;
  }

  private isChild({ birthDate }: Patient): boolean {
    return this.today.getTime() - Date.parse(birthDate) < CHILD_AGE_MS;
  }

  private patientWho(fits: (patient: Patient) => boolean): Patient {
    const at = this.patients.findIndex(fits);
    if (at < 0) throw new Error('no patient left');
    return this.patients.splice(at, 1)[0] as Patient;
  }
}

/** The faults of a refusal as `field code rule`. */
export const faults = (reply: Reply<Problem>): string[] | undefined =>
  (reply.body.errors as { field: string; code: string; rule?: string }[] | undefined)?.map(({ field, code, rule }) =>
    [field, code, rule].filter(Boolean).join(' '),
  );
