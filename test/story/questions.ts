import type {
  TeleconsultationLine,
  TeleconsultationView,
} from '../../apps/referral/teleconsultation/teleconsultation.dto.js';
import type { Api, Command, Problem } from '../../scripts/demo/api.js';
import { UP_BODY } from '../../scripts/demo/story/forms.js';
import type { System } from '../system/system.js';
import { ANGINA } from './acting.js';
import { businessNow, CARDIOLOGY, COUNTY_HOSPITAL } from './people.js';

/** What a family doctor and a cardiologist do with a question before a referral. */

export const QUESTIONS = '/v1/teleconsultations';

export const ADVICE = {
  outcome: 'up-refer',
  text: 'Typical angina: coronary angiography (plantedinanadvice).',
  reasonCode: ['need-exam'],
};

/** A complete question to the cardiologists of the county hospital. */
export async function questionAbout(
  system: System,
  patientId: string,
  change: object = {},
): Promise<Record<string, unknown>> {
  const { reasonCode: _why, reasonText: _text, ...asked } = UP_BODY;
  return {
    patientId,
    urgencyClass: 'U3',
    to: { institution: COUNTY_HOSPITAL, deptCode: CARDIOLOGY },
    consent: { type: 'patient', at: (await businessNow(system.database)).toISOString(), method: 'paper' },
    question: 'Can this be treated here (plantedinaquestion)?',
    case: { ...asked, provisionalDiagnosis: [ANGINA] },
    ...change,
  };
}

export async function ask(
  system: System,
  doctor: Api,
  patientId: string,
  change: object = {},
): Promise<TeleconsultationLine> {
  const body = await questionAbout(system, patientId, change);
  return (await doctor.post<TeleconsultationLine>(QUESTIONS, { body })).body;
}

export async function readQuestion(api: Api, id: string): Promise<TeleconsultationView> {
  return (await api.read<TeleconsultationView>(`${QUESTIONS}/${id}`)).body;
}

/** A step on the question as it is now. */
export async function step(api: Api, id: string, path: string, body: object = {}): Promise<TeleconsultationLine> {
  const { version } = await readQuestion(api, id);
  return (await api.post<TeleconsultationLine>(`${QUESTIONS}/${id}/${path}`, { body, ifMatch: version })).body;
}

/** A step that is refused. */
export const refusedStep = (api: Api, id: string, path: string, command: Command) =>
  api.attempt<Problem>(`${QUESTIONS}/${id}/${path}`, command);

/** What somebody is answered who reads an address. */
export async function answerTo(
  system: System,
  account: string,
  path: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const authorization = `Bearer ${await system.token(account)}`;
  const reply = await fetch(system.baseUrl + path, { headers: { authorization } });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

/** A question that the cardiologist has taken and answered. */
export async function answered(
  { system, doctor, specialist }: { system: System; doctor: Api; specialist: Api },
  patientId: string,
  advice: object = ADVICE,
  change: object = {},
): Promise<TeleconsultationLine> {
  const { id } = await ask(system, doctor, patientId, change);
  await step(specialist, id, 'takings');
  return step(specialist, id, 'answers', advice);
}
