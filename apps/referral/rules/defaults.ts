/** Rows for the nation, version 1, that hold until a narrower scope says otherwise: key, value, source. */
export const CARE_RULES: readonly (readonly [key: string, value: string | number | boolean, source: string])[] = [
  ['firstVisit.maxAge', '30d', 'domain §3.1, project default'],
  ['tier.allowSkip', false, 'domain §4.8 V02, project default'],
  ['decide.delegatedToDesk', false, 'domain §2.2, project default'],
  ['accept.autoVisit', false, 'domain §5.2 T06, project default'],
  ['route.alternatives', 3, 'domain §8.3, project default'],
];
