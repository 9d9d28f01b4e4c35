import type { Channel, Language } from '../delivery/delivery.js';
import type { Urgency } from '../notice/notice.js';
import { WAYS, type Ways, type WaysName } from '../notice/ways.js';
import { afterQuiet, type QuietHours } from './quiet.js';

/** What one person has chosen; what is absent is left to the plan and to the parameters. */
export interface Choice {
  readonly language: Language;
  readonly task?: readonly Channel[];
  readonly info?: readonly Channel[];
  readonly quiet?: QuietHours;
  readonly digest: 'at-once' | 'daily';
}

/** Who has chosen nothing. */
export const NO_CHOICE: Choice = { language: 'zh', digest: 'at-once' };

/** The parameters of a county (`policy/policy-keys.ts`). */
export interface ReachRules {
  readonly quiet: QuietHours;
  /** Local time of the daily summary, `HH:MM`. */
  readonly digestAt: string;
  /** What carries news meant for the app of patients. */
  readonly patientAppBy: 'sms' | 'none';
}

/** A notice as reach looks at it. */
export interface Wanted {
  readonly ways: WaysName;
  readonly urgency: Urgency;
  /** Of class U1 or U2, or an alarm: no preference, no quiet hours (domain §10). */
  readonly pressing: boolean;
}

/** One delivery to be put into the ledger. */
export interface Reached {
  readonly channel: Channel;
  readonly fallback: readonly Channel[];
  readonly notBefore: Date;
  readonly language: Language;
}

/** In which order the ways out of the house stand in for one another; a call only where it cannot wait. */
const STAND_INS: readonly Channel[] = ['sms', 'messenger', 'push', 'email'];

/**
 * The channels for one person of the house: those of the plan, or of the person's own choice where the case may wait.
 * Pure.
 */
export function channelsOf({ ways, urgency, pressing }: Wanted, { task, info }: Choice): readonly Channel[] {
  const { usual, pressing: atOnce }: Ways = WAYS[ways];
  if (pressing) return atOnce;
  return (urgency === 'info' ? info : task) ?? usual;
}

/** How one person is reached, and from when on. Pure. */
export function reach(wanted: Wanted, choice: Choice, rules: ReachRules, now: Date): Reached[] {
  const channels = channelsOf(wanted, choice);
  const notBefore = wanted.pressing ? now : afterQuiet(now, choice.quiet ?? rules.quiet);
  return channels.map((channel) => {
    const fallback = STAND_INS.filter((one) => !channels.includes(one));
    return { channel, fallback, notBefore, language: choice.language };
  });
}

/** How a patient or a contact is reached: by telephone alone. Pure. */
export function reachOutside({ ways, pressing }: Wanted, rules: ReachRules, now: Date): Reached[] {
  if (ways === 'patient-app' && rules.patientAppBy === 'none') return [];
  const notBefore = pressing ? now : afterQuiet(now, rules.quiet);
  return [{ channel: 'sms', fallback: pressing ? ['phone'] : [], notBefore, language: 'zh' }];
}
