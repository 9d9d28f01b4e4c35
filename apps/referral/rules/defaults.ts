import type { PolicyDefault } from '#service/rules/policy.store.js';

/** What holds for the whole country until a narrower scope says otherwise; the referral's own limits come with its tables. */
export const CARE_DEFAULTS: readonly PolicyDefault[] = [
  { key: 'firstVisit.maxAge', value: '30d', source: 'domain §3.1 [default]' },
  { key: 'tier.allowSkip', value: false, source: 'domain §4.8 V02 [default]' },
  { key: 'decide.delegatedToDesk', value: false, source: 'domain §2.2 [default]' },
];
