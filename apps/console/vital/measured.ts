import type { Schema } from '../api/client';

/** Vital signs as far as they were typed. */
export type Typed = Partial<{ [Sign in keyof Schema<'VitalSigns'>]: Schema<'VitalSigns'>[Sign] | null }> | undefined;

/**
 * What was measured, as the API takes it: nothing, where only a time stands there; taken now, where nobody said when.
 * @param now ISO instant
 */
export function measured(typed: Typed, now: string): Schema<'VitalSigns'> | undefined {
  const { at, ...signs } = typed ?? {};
  const found = Object.entries(signs).filter(([, value]) => typeof value === 'number');
  return found.length > 0 ? { ...Object.fromEntries(found), at: at || now } : undefined;
}
