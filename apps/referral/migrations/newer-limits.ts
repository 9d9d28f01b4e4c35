import type { PolicyDefault } from '#service/rules/policy.store.js';

/** Deadlines of open items that had none. */
export const NEWER_LIMITS: readonly PolicyDefault[] = [
  { key: 'void.within', value: '8wh', source: '[default] as a rejection is acknowledged (domain §6)' },
];

/** How long a house sees a patient only because he came to it. */
export const LINK_LIMITS: readonly PolicyDefault[] = [
  {
    key: 'patientLink.registration',
    value: '30d',
    source:
      '[default] as long as a visit referral is valid (domain §7.9); visit, referral and contract count by themselves',
  },
  {
    key: 'patientLink.emergency',
    value: '24h',
    source: '[default] until the form of a U1 must be complete (domain §6); its referral counts by itself',
  },
];
