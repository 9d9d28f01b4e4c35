import type { PolicyKey } from '#service/rules/policy-key.js';

const amount = (pattern: string, unit: string, least: number, most: number, zh: string, en: string): PolicyKey => ({
  pattern,
  type: 'amount',
  unit,
  least,
  most,
  zh,
  en,
});

/** The parameters of who is told of free units in which order (docs/notification.md). */
export const SLOT_KEYS: readonly PolicyKey[] = [
  amount(
    'slot.wave.perUnit',
    'count',
    1,
    100,
    '每个号源每轮通知的医生数',
    'Doctors told in one wave for each unit left',
  ),
  amount('slot.wave.minutes', 'minutes', 0, 240, '通知轮次间隔', 'Time between two waves'),
  amount('slot.subscription.days', 'days', 7, 365, '号源订阅有效期', 'How long a subscription to free units holds'),
  amount('slot.subscription.most', 'count', 1, 500, '每位医生的订阅上限', 'Subscriptions of one doctor'),
];
