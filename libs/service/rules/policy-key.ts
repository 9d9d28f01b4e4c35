import type { PolicyValue } from './policy.js';

/**
 * `amount`: a number, a duration (`10m`, `24h`, `30d`, `4wh`) or a time of a day before the service; `flag`, `list` of
 * texts, `text`, `table`: any other shape that its rule reads.
 */
export type PolicyType = 'amount' | 'flag' | 'list' | 'text' | 'table';

/** What is known of a parameter, or of a family of them. */
export interface PolicyKey {
  /** A key, or with `*` for its last parts: `escalate.*`. The longest pattern that fits speaks. */
  pattern: string;
  type: PolicyType;
  /** `bps`, `minutes`, `duration`, `count`, `day-time` … */
  unit: string;
  /** Range of an amount; a duration counts in minutes, a time of a day in minutes after midnight of the service. */
  least?: number;
  most?: number;
  /** What a list may not hold. */
  forbidden?: readonly string[];
  zh: string;
  en: string;
}

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, wh: 60, d: 1_440 };

/** An amount as a number that can be compared: minutes for durations and times of a day; undefined for anything else. */
export function amountOf(value: PolicyValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const [, amount, unit = ''] = /^(\d{1,6})(m|h|d|wh)$/.exec(value) ?? [];
    return amount === undefined ? undefined : Number(amount) * (MINUTES[unit] ?? 1);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { days, at } = value;
  if (typeof days !== 'number' || typeof at !== 'string' || !/^\d\d:\d\d$/.test(at)) return undefined;
  return Number(at.slice(0, 2)) * 60 + Number(at.slice(3)) - days * 1_440;
}
