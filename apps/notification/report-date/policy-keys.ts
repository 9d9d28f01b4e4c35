import type { PolicyDefault } from '#service/rules/policy.store.js';
import type { PolicyKey } from '#service/rules/policy-key.js';

const dayOfMonth = (pattern: string, zh: string, en: string): PolicyKey => ({
  pattern,
  type: 'amount',
  unit: 'day-of-month',
  least: 1,
  most: 31,
  zh,
  en,
});

/** When the reports of a county are due (domain §11). */
export const REPORT_DATE_KEYS: readonly PolicyKey[] = [
  dayOfMonth(
    'report.quarter.remind',
    '季度报表提醒日',
    'Day of January, April, July and October on which the quarterly report is called to mind',
  ),
  dayOfMonth('report.quarter.due', '季度报表截止日', 'Day of that month until which the quarterly report is due'),
  dayOfMonth(
    'report.half-year.remind',
    '半年监测提醒日',
    'Day of January and July on which the half-yearly monitoring is called to mind',
  ),
  dayOfMonth(
    'report.half-year.due',
    '半年监测截止日',
    'Day of that month until which the half-yearly monitoring is due',
  ),
];

export const REPORT_DATE_DEFAULTS: readonly PolicyDefault[] = [
  { key: 'report.quarter.remind', value: 5, source: 'domain §11 [policy ZJ22]: remind day 5' },
  { key: 'report.quarter.due', value: 10, source: 'domain §11 [policy ZJ22]: report due 1-10' },
  { key: 'report.half-year.remind', value: 20, source: '[default] ten days before it is due' },
  { key: 'report.half-year.due', value: 30, source: 'domain §11 [policy YN24]: due in 30 d [default]' },
];
