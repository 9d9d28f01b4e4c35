import type { PolicyKey } from '#service/rules/policy-key.js';
import { amount, DAY } from './policy-keys.js';

/** Meaning and range of the parameters that came after {@link LATER_SUPPLY_KEYS}. */
export const NEWER_SUPPLY_KEYS: readonly PolicyKey[] = [
  amount('displaced.escalate.*', 'duration', 0, 40 * DAY, '停诊改约逐级提醒', 'When a rung is told of a lost booking'),
  amount('displaced.escalate.repeat', 'duration', 30, 7 * DAY, '停诊改约提醒间隔', 'How often a rung is told again'),
];
