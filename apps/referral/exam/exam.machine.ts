import { build, next, START, type Transition } from '#machine/machine.js';

/** Way of an exam (domain §4.7): done at the primary institution, read by an upper one, recognised by all. */
export const EXAM_STATES = ['ordered', 'performed', 'reported', 'recognised'] as const;
export type ExamState = (typeof EXAM_STATES)[number];

export const EXAM_EVENTS = ['order', 'perform', 'report', 'recognise'] as const;
export type ExamEvent = (typeof EXAM_EVENTS)[number];

/**
 * O the doctor who orders, P somebody of the performing institution, D a doctor of the reporting one, V a doctor of an
 * upper hospital who sees the patient, S the system.
 */
export const EXAM_ACTORS = ['O', 'P', 'D', 'V', 'S'] as const;
export type ExamActor = (typeof EXAM_ACTORS)[number];

type ExamTransition = Transition<ExamState, ExamEvent, ExamActor, 'exam'>;

const row = (
  id: string,
  event: ExamEvent,
  from: ExamTransition['from'][number],
  to: ExamState,
  actors: readonly ExamActor[],
  more: { messages?: readonly string[]; guard?: string } = {},
): ExamTransition => ({ id, event, from: [from], to, actors, directions: ['exam'], messages: [], ...more });

/** The only table of an exam's states; a fault in it stops the process at its start. */
export const EXAM_MACHINE = build({
  states: EXAM_STATES,
  terminal: ['recognised'],
  exitsOfTerminal: [],
  transitions: [
    row('E01', 'order', START, 'ordered', ['O'], { guard: 'a recognised result inside its window needs a reason' }),
    row('E02', 'perform', 'ordered', 'performed', ['P']),
    row('E03', 'report', 'performed', 'reported', ['D'], { messages: ['result.ready'] }),
    row('E04', 'recognise', 'reported', 'recognised', ['S', 'V'], {
      guard: 'S: the catalogue names the item and an upper hospital has reported it',
    }),
  ],
});

export interface ExamStep {
  readonly event: ExamEvent;
  readonly transition: string;
  readonly to: ExamState;
  readonly actor: ExamActor;
}

/** The step that one of the actors may take; undefined where no row of the table says so. */
export function examStep(
  state: ExamState | typeof START,
  event: ExamEvent,
  actors: readonly ExamActor[],
): ExamStep | undefined {
  for (const actor of actors) {
    const step = next(EXAM_MACHINE, state, event, actor, 'exam');
    if (step.ok) return { event, transition: step.transition.id, to: step.to, actor };
  }
  return undefined;
}
