import type { PolicyDefault } from '#service/rules/policy.store.js';

/** Times of requests to leave the network, and of the desk where no candidate is left. */
export const APPROVAL_DEFAULTS: readonly PolicyDefault[] = [
  { key: 'approval.within', value: '8wh', source: 'domain §4.8 V04 [default]: as a rejection is acknowledged' },
  { key: 'approval.validFor', value: '30d', source: 'domain §7.9 [default]: as long as a visit referral is valid' },
  {
    key: 'route.taskWithin',
    value: '4wh',
    source: 'domain §8.3 [default]: as a U3 decision; the desk finds a way by hand',
  },
];
