import type { PolicyDefault } from '#service/rules/policy.store.js';

/** Rule rows that were found missing beside those of the first migrations. */
export const LATER_LIMITS: readonly PolicyDefault[] = [
  { key: 'validity.chronicSpecial', value: '365d', source: 'domain §7.9, project default' },
];
