import { randomUUID } from 'node:crypto';
import { DAY_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import { Api } from '../../scripts/demo/api.js';
import { moveBusinessTime } from '../../scripts/demo/running/business-time.store.js';
import { ANGINA, UP_BODY } from '../../scripts/demo/story/forms.js';
import type { System } from '../system/system.js';

/** Steps that many stories share, each over the public door. */

export const CARDIOLOGY = '03.04';
export const COUNTY_HOSPITAL = '990101H01';
export const TCM_HOSPITAL = '990101H02';
/** In the next county. */
export const ABROAD = '990102H01';

export async function as(system: System, account: string): Promise<Api> {
  return new Api(system.baseUrl, await system.token(account));
}

export interface Patient {
  id: string;
  birthDate: string;
}

/** Patients under contract with the doctor's team, as many as asked for. */
export async function contractedPatients(doctor: Api, count: number): Promise<Patient[]> {
  const patients: Patient[] = [];
  for (let cursor = ''; patients.length < count; ) {
    const page = await doctor.read<{ items: Patient[]; next?: string }>(
      `/v1/patients?contract=mine&openReferral=false&limit=100${cursor}`,
    );
    patients.push(...page.body.items);
    if (!page.body.next) break;
    cursor = `&cursor=${encodeURIComponent(page.body.next)}`;
  }
  if (patients.length < count) throw new Error(`only ${patients.length} patients of ${count}`);
  return patients.slice(0, count);
}

/** The next of the patients: each comes to one story. */
export function nextPatient(patients: Patient[]): Patient {
  const patient = patients.pop();
  if (!patient) throw new Error('no patient left');
  return patient;
}

/** A first visit at the doctor's institution; its id proves the first visit on the referral. */
export async function firstVisit(doctor: Api, patientId: string): Promise<string> {
  const visit = await doctor.post<{ id: string }>('/v1/visits', { body: { patientId, diagnoses: [ANGINA] } });
  return visit.body.id;
}

export interface Session {
  id: string;
  startsAt: string;
  capacity: number;
  reserve: number;
}

/** An expert evening: the demo county has none in cardiology, so that a window can hold this session alone. */
export interface Evening {
  days: number;
  capacity: number;
  /** `HH:MM`, before 21:00. */
  time?: string;
  group?: string;
}

/** Publishes it so many days ahead of business now. */
export async function publishEvening(
  his: Api,
  now: Date,
  { days, capacity, time = '19:00', group = CARDIOLOGY }: Evening,
): Promise<Session> {
  const day = plusDays(localDate(now), days);
  const session = {
    externalId: `evening-${randomUUID()}`,
    pool: 'expert-slot',
    group,
    startsAt: `${day}T${time}:00+08:00`,
    endsAt: `${day}T21:00:00+08:00`,
    place: 'Outpatient building, room 305',
    capacity,
  };
  const published = await his.post<{ items: Session[] }>('/v1/sessions', { body: { sessions: [session] } });
  return published.body.items[0]!;
}

/** A window that holds just the one session. */
export const windowOf = ({ startsAt }: Session) => ({
  earliest: startsAt,
  latest: new Date(Date.parse(startsAt) + 60_000).toISOString(),
});

export interface UpReferral {
  patient: Patient;
  firstVisitEncounterId: string;
  window: { earliest: string; latest: string };
  to?: string;
  alternatives?: string[];
  autoNext?: boolean;
  consentAt: Date;
}

/** The form of an up-referral to cardiology, complete and valid. */
export function upReferral(wish: UpReferral): object {
  return {
    direction: 'up',
    purpose: 'visit',
    origin: 'family-doctor',
    urgencyClass: 'U3',
    patientId: wish.patient.id,
    firstVisitEncounterId: wish.firstVisitEncounterId,
    consent: consentOf(wish.patient, wish.consentAt),
    contact: { name: 'Li Si', relation: 'family', phone: '12012345678' },
    ...(wish.to && { to: { institution: wish.to, deptCode: CARDIOLOGY } }),
    alternatives: (wish.alternatives ?? []).map((institution) => ({ institution, deptCode: CARDIOLOGY })),
    autoNext: wish.autoNext ?? false,
    requested: { pool: 'expert-slot', deptCode: CARDIOLOGY, ...wish.window },
    up: UP_BODY,
  };
}

/** Under 14 a guardian consents (domain V12). */
function consentOf({ birthDate }: Patient, at: Date): object {
  const signed = { at: at.toISOString(), method: 'paper' };
  const isChild = at.getTime() - Date.parse(birthDate) < 14 * 366 * DAY_MS;
  return isChild ? { type: 'guardian', by: 'mother', ...signed } : { type: 'patient', ...signed };
}

/** Business now, as the referral service reads it. */
export { readBusinessTime as businessNow } from '../../scripts/demo/running/business-time.store.js';

/** Moves the clock of all services forward. */
export async function moveClock(databaseUrl: string, to: Date): Promise<void> {
  await moveBusinessTime(databaseUrl, () => to);
}

/** Runs the work over the items, `width` at a time. */
export async function inParallel<I, O>(
  items: readonly I[],
  width: number,
  work: (item: I) => Promise<O>,
): Promise<O[]> {
  const results: O[] = [];
  let at = 0;
  const worker = async () => {
    while (at < items.length) {
      const index = at++;
      results[index] = await work(items[index] as I);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** Asks again until the question is answered with true; fails with what was last seen after `seconds`. */
export async function until(what: string, seconds: number, question: () => Promise<boolean | string>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last: boolean | string = false;
  while (Date.now() < end) {
    last = await question();
    if (last === true) return;
    // What is waited for arises in another process, and the API has no signal for most of it.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not ${what} after ${seconds} s: ${last}`);
}
