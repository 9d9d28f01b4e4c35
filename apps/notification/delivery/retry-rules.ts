import type { PolicyDefault } from '#service/rules/policy.store.js';
import type { PolicyKey } from '#service/rules/policy-key.js';
import type { Rules } from '#service/rules/rules.js';
import type { Urgency } from '../notice/notice.js';
import type { RetryRules } from './attempt.js';

export const RETRY_KEYS: readonly PolicyKey[] = [
  {
    pattern: 'delivery.retry.minutes',
    type: 'table',
    unit: 'minutes',
    zh: '通知发送失败后的重试间隔',
    en: 'minutes from a failed delivery to the next attempt',
  },
  {
    pattern: 'delivery.fallback.*',
    type: 'amount',
    unit: 'count',
    least: 1,
    most: 10,
    zh: '改用下一渠道前的失败次数',
    en: 'failed attempts before the next channel is tried',
  },
];

export const RETRY_DEFAULTS: readonly PolicyDefault[] = [
  { key: 'delivery.retry.minutes', value: [1, 5, 15, 60], source: 'domain §10 [default]' },
  { key: 'delivery.fallback.urgent', value: 1, source: 'domain §10 [default]' },
  { key: 'delivery.fallback.task', value: 3, source: 'domain §10 [default]' },
  { key: 'delivery.fallback.info', value: 5, source: 'domain §10 [default]' },
];

/** Attempts after the first, and minutes between two of them: what `delivery.retry.minutes` may say. */
export const RETRIES = { most: 10, leastMinutes: 1, mostMinutes: 1_440 } as const;

/** The numbers of domain §10 in force in a county that day; of the nation for `000000`. @throws Error for a value that is no list of minutes */
export function retryRules(rules: Rules, county: string, day: string): RetryRules {
  const minutes = rules.value('delivery.retry.minutes', { county }, day);
  if (!Array.isArray(minutes) || !minutes.every((one) => typeof one === 'number')) {
    throw new Error('Rule delivery.retry.minutes is no list of minutes');
  }
  const after = (urgency: Urgency): number => rules.number(`delivery.fallback.${urgency}`, { county }, day);
  return {
    retryMinutes: minutes,
    fallbackAfter: { urgent: after('urgent'), task: after('task'), info: after('info') },
  };
}
