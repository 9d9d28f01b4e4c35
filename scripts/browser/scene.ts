import { randomUUID } from 'node:crypto';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { TeleconsultationLine } from '../../apps/referral/teleconsultation/teleconsultation.dto.js';
import type { VisitView } from '../../apps/referral/visit/visit.dto.js';
import { Api } from '../demo/api.js';
import { businessNow } from '../demo/running/business-time.store.js';
import { inBeijing } from '../demo/running/moves.js';
import { fetchToken, type Running } from '../demo/running/running.js';
import { ANGINA, downReferral, UP_BODY, UP_OUTCOME, upReferral, visitOf } from '../demo/story/forms.js';

/** Referrals that wait with everybody, so that no list is empty. */
export interface Scene {
  /** Nobody has referred this patient yet. */
  readonly patientId: string;
  /** The form of his referral, filled in as far as the choice of a unit. */
  readonly draftId: string;
  /** The hospital's desk decides. */
  readonly submitted: ReferralView;
  /** The hospital's doctor returns the outcome, or hands the patient back. */
  readonly inCare: ReferralView;
  /** On the way down: the family doctor accepts. */
  readonly handedBack: ReferralView;
  /** Asked of the cardiologists and taken by one. */
  readonly question: TeleconsultationLine;
}

/** Where a Fenji answers, and how its demo accounts get a token. */
export type Place = Pick<Running, 'door' | 'issuer' | 'demoSecret' | 'databaseUrl'>;

const DAY_MS = 86_400_000;
const CARDIOLOGY = '03.04';
const HOSPITAL = '990101H01';
/** Of the other county: no agreement joins it to ours. */
const ABROAD = '990102H01';

/** Brings one patient to each place of the way, over the API. */
export async function setScene(place: Place): Promise<Scene> {
  const as = async (account: string) => new Api(place.door, await fetchToken(place, account));
  const [doctor, cardiologist, desk, arrivals] = [
    await as('family-doctor'),
    await as('hospital-doctor'),
    await as('referral-desk'),
    await as('arrival-desk'),
  ];
  const now = await businessNow(place.databaseUrl);
  const session = await publishEvening(await as('his-adapter'), now);
  const [patientId, ...others] = (await patientsOf(doctor)) as [string, ...string[]];
  const up: ReferralView[] = [];
  for (const other of others) up.push(await referUp(doctor, other, now, session));
  const [submitted, inCare, returned, leaving, confirmed] = up as [ReferralView, ...ReferralView[]];
  for (const { id } of [inCare!, returned!, leaving!]) {
    await act(arrivals, id, 'arrivals');
    await act(cardiologist, id, 'care-starts');
  }
  await act(cardiologist, returned!.id, 'outcomes', UP_OUTCOME);
  await act(desk, confirmed!.id, 'decisions', { decision: 'accept' });
  const day = (ahead: number) => inBeijing(new Date(now.getTime() + ahead * DAY_MS)).slice(0, 10);
  const down = { ...downReferral(now, leaving!, { institution: leaving!.from.institution }, day) };
  const handedBack = (await cardiologist.post<ReferralView>('/v1/referrals', { body: down })).body;
  const { id: draftId } = await writeDraft(doctor, patientId, now, session);
  const question = await askAbout(doctor, cardiologist, patientId, now);
  const abroad = { institution: ABROAD, deptCode: CARDIOLOGY, reason: 'continuity' };
  await doctor.post('/v1/network-approvals', { body: { patientId, direction: 'up', ...abroad } });
  return { patientId, draftId, submitted, inCare: inCare!, handedBack, question };
}

/** A question that a specialist has taken. */
async function askAbout(doctor: Api, specialist: Api, patientId: string, now: Date): Promise<TeleconsultationLine> {
  const { reasonCode: _why, reasonText: _text, ...found } = UP_BODY;
  const body = {
    patientId,
    urgencyClass: 'U3',
    to: { institution: HOSPITAL, deptCode: CARDIOLOGY },
    consent: { type: 'patient', at: now.toISOString(), method: 'paper' },
    question: '能否在基层继续治疗，还是需要运动负荷试验？',
    case: { ...found, provisionalDiagnosis: [ANGINA] },
  };
  const asked = (await doctor.post<TeleconsultationLine>('/v1/teleconsultations', { body })).body;
  const path = `/v1/teleconsultations/${asked.id}/takings`;
  return (await specialist.post<TeleconsultationLine>(path, { body: {}, ifMatch: asked.version })).body;
}

/** Adults under contract whom nobody has referred: one to stay at home, five to go. */
async function patientsOf(doctor: Api): Promise<string[]> {
  const path = '/v1/patients?contract=mine&openReferral=false&limit=100';
  const { body } = await doctor.read<{ items: { id: string; birthDate: string }[] }>(path);
  const adults = body.items.filter(({ birthDate }) => birthDate < '2000');
  if (adults.length < 6) throw new Error(`only ${adults.length} adults under contract without an open referral`);
  return adults.slice(0, 6).map(({ id }) => id);
}

/** An evening of its own in cardiology, where every referral finds a unit. */
async function publishEvening(his: Api, now: Date): Promise<{ startsAt: string }> {
  const date = inBeijing(new Date(now.getTime() + 4 * DAY_MS)).slice(0, 10);
  const session = {
    externalId: `scene-${randomUUID()}`,
    pool: 'expert-slot',
    group: CARDIOLOGY,
    startsAt: `${date}T19:17:00+08:00`,
    endsAt: `${date}T21:17:00+08:00`,
    place: '门诊楼 心血管内科 专家诊室',
    capacity: 30,
  };
  const { body } = await his.post<{ items: { startsAt: string }[] }>('/v1/sessions', { body: { sessions: [session] } });
  return body.items[0]!;
}

/** A form that nobody has sent yet. */
async function writeDraft(
  doctor: Api,
  patientId: string,
  now: Date,
  session: { startsAt: string },
): Promise<{ id: string }> {
  const visit = await doctor.post<VisitView>('/v1/visits', { body: visitOf(patientId, now) });
  const body = upReferral(now, visit.body, session);
  return (await doctor.post<{ id: string }>('/v1/referral-drafts', { body })).body;
}

async function referUp(
  doctor: Api,
  patientId: string,
  now: Date,
  session: { startsAt: string },
): Promise<ReferralView> {
  const visit = await doctor.post<VisitView>('/v1/visits', { body: visitOf(patientId, now) });
  const body = upReferral(now, visit.body, session);
  return (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
}

/** A command on the referral as it is now. */
async function act(api: Api, id: string, command: string, body: object = {}): Promise<void> {
  const { version } = (await api.read<ReferralView>(`/v1/referrals/${id}`)).body;
  await api.post(`/v1/referrals/${id}/${command}`, { body, ifMatch: version, wait: 10 });
}
