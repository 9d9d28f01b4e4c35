import type { Schema } from '../api/client';

type Policy = Schema<'PolicyView'>;

/** From whose task it is up to the county authority (domain §6). */
export const RUNGS = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
/** The ladders that count from the submission. */
export const CLASSES = ['U1', 'U2', 'U3', 'U4', 'down'] as const;
/** The ladders that count from the deadline: open items of referrals, and patients whose clinic was stopped. */
export const LATER = ['other', 'displaced'] as const;

export type LadderName = (typeof CLASSES)[number] | (typeof LATER)[number];

/** One line of a ladder: a rung, or how often the last one that was told is told again. */
export const STEPS = [...RUNGS, 'repeat'] as const;
export type Step = (typeof STEPS)[number];

/** The parameters of all ladders by their keys. */
export type Ladders = ReadonlyMap<string, Policy>;

/** What the services say of the ladders, among all their parameters. */
export function laddersOf(...services: readonly (readonly Policy[])[]): Ladders {
  const speaks = /^(decide\.within|escalate|displaced\.escalate)\./;
  return new Map(services.flat().flatMap((policy) => (speaks.test(policy.key) ? [[policy.key, policy] as const] : [])));
}

/** The parameter that holds one step of one ladder. */
export function keyOf(ladder: LadderName, step: Step): string {
  return ladder === 'displaced' ? `displaced.escalate.${step}` : `escalate.${step}.${ladder}`;
}

/** The service that keeps the parameter, as the screen of policies names it. */
export function serviceOf(ladder: LadderName): 'referral' | 'reservation' {
  return ladder === 'displaced' ? 'reservation' : 'referral';
}

/** A duration of the rules (`4wh`, `10m`) as amount and unit; undefined for anything else. */
export function durationOf(value: unknown): { count: number; unit: 'm' | 'h' | 'wh' | 'd' } | undefined {
  const [, count, unit] = (typeof value === 'string' && /^(\d+)(wh|m|h|d)$/.exec(value)) || [];
  return count === undefined ? undefined : { count: Number(count), unit: unit as 'm' | 'h' | 'wh' | 'd' };
}
