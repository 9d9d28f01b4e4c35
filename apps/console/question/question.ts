import { type Schema, writeHeaders } from '../api/client';
import type { Role, Session } from '../session/session';

export type Line = Schema<'TeleconsultationLine'>;
export type QuestionState = Line['state'];

export const QUESTION_STATES = [
  'asked',
  'taken',
  'returned',
  'answered',
  'withdrawn',
  'expired',
] as const satisfies QuestionState[];

export const ADVICE_OUTCOMES = ['stay-local', 'up-refer', 'emergency'] as const satisfies Schema<'Advice'>['outcome'][];

export const WITHDRAWAL_REASONS = [
  'resolved',
  'referred',
  'patient-declined',
  'patient-died',
  'entered-in-error',
  'other',
];

const ASKERS: readonly Role[] = ['family-doctor', 'primary-doctor'];

/** Whether the post asks specialists; any other that sees questions is asked. */
export const asks = (roles: readonly Role[]): boolean => ASKERS.some((role) => roles.includes(role));

/** Names a question, the version that was on the screen, and the act. */
export const paramsOf = ({ id, version }: Pick<Line, 'id' | 'version'>, key: string) => ({
  path: { id },
  header: writeHeaders(key, version),
});

/** What somebody may do with a question. */
export type QuestionStep = 'take' | 'take-over' | 'answer' | 'return' | 'inform' | 'withdraw' | 'refer';

/** The steps that the table of questions leaves to the reader (domain §4.7); who may is decided by the API alone. */
export function stepsOf(
  { state, takenBy, from, outcome }: Pick<Line, 'state' | 'takenBy' | 'from' | 'outcome'>,
  { practitioner, institution, roles }: Pick<Session, 'practitioner' | 'institution' | 'roles'>,
): QuestionStep[] {
  if (asks(roles) && from.institution === institution) {
    if (state === 'returned') return ['inform', 'withdraw'];
    if (state === 'asked' || state === 'taken') return ['withdraw'];
    return state === 'answered' && outcome !== 'stay-local' ? ['refer'] : [];
  }
  if (state === 'asked') return ['take'];
  if (state !== 'taken') return [];
  return takenBy === practitioner ? ['answer', 'return'] : ['take-over'];
}
