import type { PolicyKey } from '#service/rules/policy-key.js';
import { DAY, HOUR, limit } from './policy-keys.js';

/** Meaning and range of the parameters that came after {@link LATER_REFERRAL_KEYS}. */
export const NEWER_REFERRAL_KEYS: readonly PolicyKey[] = [
  limit('void.within', 1 * HOUR, 5 * DAY, '作废申请答复时限', 'Within which a request to void a referral is answered'),
];

/** How long a house sees a patient only because he came to it (domain §14: purpose-bound, least access). */
export const LINK_KEYS: readonly PolicyKey[] = [
  limit(
    'patientLink.registration',
    1 * DAY,
    90 * DAY,
    '登记后可查看期限',
    'How long whoever came to a house is known there',
  ),
  limit('patientLink.emergency', 1 * HOUR, 7 * DAY, '急诊后可查看期限', 'The same for an emergency of another house'),
];
