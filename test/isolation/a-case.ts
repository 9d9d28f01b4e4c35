import { randomUUID } from 'node:crypto';
import type { ReferralDetail } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { CITY } from '../../scripts/demo/county/city.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import type { Resident } from '../../scripts/demo/county/residents.js';
import { untilAtRest } from '../invariants/invariants.js';
import { ANGINA, act, now } from '../story/acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  publishEvening,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { ask } from '../story/questions.js';
import type { System } from '../system/system.js';
import { aStay, type Stay } from './a-stay.js';

/** What only those who take part in a case may see, by the word of the API's addresses. */
export interface Case {
  readonly ids: Readonly<
    Record<
      | 'network-approvals'
      | 'exam-orders'
      | 'referral-drafts'
      | 'teleconsultations'
      | 'patients'
      | 'visits'
      | 'episodes'
      | 'referrals'
      | 'bookings'
      | 'deputies'
      | 'notices'
      | 'notice-traces',
      string
    >
  > &
    Stay;
  readonly session: string;
  readonly referralNo: string;
  /** Who the patient is, in clear. */
  readonly identity: readonly string[];
  readonly idNo: string;
  /** Words that stand in clinical texts of this case and nowhere else. */
  readonly words: readonly string[];
}

/** A referral of County A from the visit to the closed loop, with words planted in every free text. */
export async function aCase(system: System): Promise<Case> {
  const doctor = await as(system, 'family-doctor');
  const desk = await as(system, 'referral-desk');
  const hospital = await as(system, 'hospital-doctor');
  const { patient, resident } = await withRareName(system);
  const words: string[] = [];
  const plant = (text: string) => {
    const word = `plant${randomUUID().slice(0, 8)}`;
    words.push(word);
    return `${text} ${word}`;
  };
  const today = await businessNow(system.database);
  const session = await publishEvening(await as(system, 'his-adapter'), today, { days: 3, capacity: 10 });
  const visit = await doctor.post<{ id: string; episodeId: string }>('/v1/visits', {
    body: { patientId: patient.id, diagnoses: [ANGINA], complaint: plant('Chest tightness') },
  });
  const wish = { patient, firstVisitEncounterId: visit.body.id, window: windowOf(session), consentAt: today };
  const form = upReferral({ ...wish, to: COUNTY_HOSPITAL });
  const up = { ...(form as { up: object }).up, chiefComplaint: plant('Chest tightness'), reasonText: plant('No ECG') };
  const submitted = await doctor.post<ReferralDetail>('/v1/referrals', { body: { ...form, up }, wait: 10 });
  const { id, referralNo } = submitted.body;
  const returned = { decision: 'return-for-info', questions: ['results'], text: plant('Troponin?') };
  await until('offered', 20, async () => (await now(desk, id)).offered);
  await act(desk, id, 'decisions', returned);
  await act(doctor, id, 'answers', { text: plant('Negative') });
  await until('offered', 20, async () => (await now(desk, id)).offered);
  await act(desk, id, 'decisions', { decision: 'accept' });
  await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
  const { unit } = await act(doctor, id, 'confirmations', {}, { wait: 10 });
  await until('confirmed', 20, async () => (await now(doctor, id)).state === 'confirmed');
  await act(await as(system, 'arrival-desk'), id, 'arrivals');
  await act(hospital, id, 'care-starts');
  const outcome = { outcome: 'treated-outpatient', finalDiagnosis: [ANGINA], adviceToFamilyDoctor: plant('Statin') };
  await act(hospital, id, 'outcomes', { ...outcome, followUpNeeded: false });
  await act(doctor, id, 'acknowledgements', { rating: 5 });
  const draft = { patientId: patient.id, up: { chiefComplaint: plant('Tight again') } };
  const drafted = await doctor.post<{ id: string }>('/v1/referral-drafts', { body: draft });
  const abroad = { patientId: patient.id, direction: 'up', institution: CITY.hospital, deptCode: '03.04' };
  const approval = await doctor.post<{ id: string }>('/v1/network-approvals', { body: { ...abroad, reason: 'other' } });
  // The words of the draft once more: whoever reads the question finds them.
  const question = { question: draft.up.chiefComplaint, firstVisitEncounterId: visit.body.id };
  const asked = await ask(system, doctor, patient.id, question);
  const exam = await doctor.post<{ id: string }>('/v1/exam-orders', {
    body: { patientId: patient.id, item: 'dr', text: plant('Cough for two weeks') },
  });
  await untilAtRest(system.database, 30);
  const notices = await doctor.read<{ items: { id: string; referralId?: string }[] }>('/v1/notices?limit=100');
  const notice = notices.body.items.find(({ referralId }) => referralId === id);
  return {
    ids: {
      'network-approvals': approval.body.id,
      'referral-drafts': drafted.body.id,
      teleconsultations: asked.id,
      'exam-orders': exam.body.id,
      patients: patient.id,
      visits: visit.body.id,
      episodes: visit.body.episodeId,
      referrals: id,
      bookings: unit?.reservationId ?? '',
      notices: notice?.id ?? '',
      'notice-traces': id,
      deputies: await aDeputy(doctor),
      ...(await aStay(system, patient.id)),
    },
    session: session.id,
    referralNo,
    identity: [resident.name, resident.idNo, resident.phone, resident.address],
    idNo: resident.idNo,
    words,
  };
}

/** A colleague of the same centre, named for a month. */
async function aDeputy(doctor: Api): Promise<string> {
  const [county] = buildCounties('tiny');
  const house = county?.teams[0]?.leader;
  const colleague = county?.doctors.find(
    ({ id, institution }) => institution === house?.institution && id !== house?.id,
  );
  const body = { deputy: colleague?.id, validFrom: '2030-01-01', validTo: '2030-02-01' };
  return (await doctor.post<{ id: string }>('/v1/deputies', { body })).body.id;
}

/** A patient whose name nobody else bears, so that the name found anywhere is a leak. */
async function withRareName(system: System) {
  const counties = buildCounties('tiny');
  const residents = new Map(counties.flatMap((county) => county.residents.map((one) => [one.id, one] as const)));
  const doctors = counties.flatMap((county) => county.doctors.map(({ name }) => name));
  const names = [...doctors, ...[...residents.values()].map(({ name }) => name)];
  const isRare = ({ name }: Resident) => name.length > 2 && names.filter((other) => other.includes(name)).length === 1;
  for (const patient of await contractedPatients(await as(system, 'family-doctor'), 100)) {
    const resident = residents.get(patient.id);
    if (resident && isRare(resident)) return { patient, resident };
  }
  throw new Error('every name of the tiny county is borne twice');
}
