import type { PolicyDefault } from '#service/rules/policy.store.js';

/** Rule rows of the later steps of the machine, for the nation, version 1. */
export const MACHINE_LIMITS: readonly PolicyDefault[] = [
  { key: 'accept.autoVisit', value: false, source: 'domain §5.2 T06 [default]' },
  { key: 'noShow.contactAttempts', value: 3, source: 'domain §5.2 T18 [default]' },
  { key: 'noShow.contactWithin', value: '7d', source: 'domain §5.2 T18 [default]' },
  { key: 'expiry.warnFirst', value: '72h', source: 'domain §5.2 T23 [default]' },
  { key: 'expiry.warnLast', value: '24h', source: 'domain §5.2 T23 [default]' },
  { key: 'retro.within', value: '24h', source: 'domain §5.2 T32 [default]' },
  { key: 'redirect.capFactor', value: 2, source: 'domain §5.2 T15 [default]' },
  { key: 'bounceBack.within', value: '14d', source: 'domain §11 bounce-back rate [default]' },
  { key: 'form.within.U1', value: '24h', source: 'domain §6 [default]' },
  { key: 'deputy.longest', value: '90d', source: '[default] a longer absence is renewed by whoever is responsible' },
];
