import { build, next, SAME, START, type Transition } from '#machine/machine.js';

/** Way of a question to an upper hospital (domain §4.7): asked, taken by a named specialist, answered. */
export const TELECONSULTATION_STATES = ['asked', 'taken', 'returned', 'answered', 'withdrawn', 'expired'] as const;
export type TeleconsultationState = (typeof TELECONSULTATION_STATES)[number];

type TeleconsultationEvent = 'ask' | 'take' | 'return' | 'inform' | 'answer' | 'withdraw' | 'expire';

/** A a doctor of the asking house, V one of the asked department, T the one who has taken it, S the system. */
export type TeleconsultationActor = 'A' | 'V' | 'T' | 'S';

type Row = Transition<TeleconsultationState, TeleconsultationEvent, TeleconsultationActor, 'question'>;

const row = (
  id: string,
  event: TeleconsultationEvent,
  from: Row['from'],
  to: Row['to'],
  actors: Row['actors'],
  guard?: string,
): Row => ({
  id,
  event,
  from,
  to,
  actors,
  directions: ['question'],
  messages: [`teleconsultation.${MESSAGES[event]}`],
  ...(guard ? { guard } : {}),
});

const MESSAGES: Readonly<Record<TeleconsultationEvent, string>> = {
  ask: 'asked',
  take: 'taken',
  return: 'returned',
  inform: 'asked-again',
  answer: 'answered',
  withdraw: 'withdrawn',
  expire: 'expired',
};

/** The only table of its states; a fault in it stops the process at its start. */
export const TELECONSULTATION_MACHINE = build({
  states: TELECONSULTATION_STATES,
  terminal: ['answered', 'withdrawn', 'expired'],
  exitsOfTerminal: [],
  transitions: [
    row('C01', 'ask', [START], 'asked', ['A'], 'not U1; an upper hospital of the network that has the department'),
    row('C02', 'take', ['asked'], 'taken', ['V']),
    row('C03', 'take', ['taken'], SAME, ['V'], 'a colleague takes it over'),
    row('C04', 'return', ['taken'], 'returned', ['T'], 'at most as often as the policy allows'),
    row('C05', 'inform', ['returned'], 'asked', ['A']),
    row('C06', 'answer', ['taken'], 'answered', ['T']),
    row('C07', 'withdraw', ['asked', 'taken', 'returned'], 'withdrawn', ['A']),
    row('C08', 'expire', ['asked', 'taken', 'returned'], 'expired', ['S']),
  ],
});

export interface TeleconsultationStep {
  readonly transition: string;
  readonly to: TeleconsultationState;
  readonly event: TeleconsultationEvent;
}

/** The step that one of the actors may take; undefined where no row of the table says so. */
export function teleconsultationStep(
  state: TeleconsultationState,
  event: TeleconsultationEvent,
  actors: readonly TeleconsultationActor[],
): TeleconsultationStep | undefined {
  for (const actor of actors) {
    const step = next(TELECONSULTATION_MACHINE, state, event, actor, 'question');
    if (step.ok) return { transition: step.transition.id, to: step.to, event };
  }
  return undefined;
}
