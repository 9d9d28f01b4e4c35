import type { Schema } from '../api/client';

export type Status = Schema<'AnomalyView'>['status'];

export const STATUSES = ['open', 'seen', 'explained', 'confirmed', 'dismissed'] as const satisfies Status[];

export const REVIEWS = [
  'seen',
  'explained',
  'confirmed',
  'dismissed',
] as const satisfies Schema<'ReviewForm'>['status'][];

export const SIGNAL_CODES = [
  'AN1',
  'AN2',
  'AN3',
  'AN4',
  'AN5',
  'AN6',
  'AN7',
  'AN8',
  'AN9',
  'AN10',
] as const satisfies Schema<'AnomalyView'>['code'][];

/** One line of the evidence: its name, and the value as it was found. */
export interface Evidence {
  readonly name: string;
  readonly value: string;
  /** The referral that it names. */
  readonly referralId?: string;
}

const REFERRAL = /(?:^|\.)referralId$|^referrals\.\d+$/;

/** The evidence as lines to read: lists and parts line by line under their path, referrals to be followed. */
export function evidenceOf(found: unknown, path = ''): Evidence[] {
  if (typeof found !== 'object' || found === null) {
    const value = String(found);
    return [{ name: path, value, ...(REFERRAL.test(path) ? { referralId: value } : {}) }];
  }
  return Object.entries(found).flatMap(([name, value]) =>
    evidenceOf(value, path ? `${path}.${/^\d+$/.test(name) ? Number(name) + 1 : name}` : name),
  );
}
