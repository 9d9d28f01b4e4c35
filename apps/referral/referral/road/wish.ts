import { forbidden } from '#service/problem/problem.js';
import type { PatientWish } from '../form/command.dto.js';
import { RECORDERS } from '../machine/actors.js';
import type { Situation } from './situation.js';

/**
 * The same situation seen from the patient, whose wish the caller writes down; without a wish, the caller's own.
 * @throws Problem 403 for who may not speak for a patient
 */
export function wished(at: Situation, wish: PatientWish | undefined): Situation {
  if (!wish) return at;
  const recorder = RECORDERS.find((code) => at.actors.includes(code));
  if (!recorder) {
    const detail = 'What a patient wishes is written down by the desk, the referring doctor or a clerk.';
    throw forbidden('NOT_A_RECORDER', detail);
  }
  const { id, role, institution } = at.who(recorder);
  const patient = { id: 'patient', role: wish.by, institution, recordedBy: { id, role } };
  return { ...at, actors: ['P'], who: (code) => ({ code, ...patient }) };
}
