import type { PolicyDefault } from '#service/rules/policy.store.js';

/** What the ranking is made by, for the whole country until a narrower scope says otherwise. */
export const ROUTE_DEFAULTS: readonly PolicyDefault[] = [
  {
    key: 'route.supplyMaxAge',
    value: '10m',
    source: 'domain §8.1 [default]: an older picture of what is left is not known',
  },
  {
    key: 'route.advice.primaryMinutes',
    value: 15,
    source: 'domain §8.1: 15 minutes to primary care are advice [policy SH]',
  },
  {
    key: 'route.advice.tertiaryMinutes',
    value: 60,
    source: 'domain §8.1: 60 minutes to tertiary care are advice [policy SH]',
  },
];
