import type { PolicyDefault } from '#service/rules/policy.store.js';
import type { PolicyKey } from '#service/rules/policy-key.js';

/** How long it is kept who was told what; never shorter than an audit trail must last (domain §14). */
export const RETENTION_KEYS: readonly PolicyKey[] = [
  {
    pattern: 'retention.notice.days',
    type: 'amount',
    unit: 'days',
    least: 180,
    most: 36_500,
    zh: '消息及其发送记录的保存天数',
    en: 'How many days notices are kept, with the record of how they were delivered',
  },
];

export const RETENTION_DEFAULTS: readonly PolicyDefault[] = [
  {
    key: 'retention.notice.days',
    value: 1_095,
    source:
      '[default] 3 years, as an impact assessment is kept (PIPL art. 56); floor 6 months, as an audit trail (domain §14)',
  },
];
