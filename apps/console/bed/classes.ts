/** Classes of beds (domain §7.9). */
export const CLASSES = [
  'general',
  'day-surgery',
  'icu',
  'ccu',
  'isolation',
  'observation',
  'vip',
  'rehab',
  'nursing',
  'elder-care',
] as const;
