import type { Schema } from '../api/client';
import { every } from '../code/every';

/** Classes of beds (domain §7.9). */
export const CLASSES = every<Schema<'BedClassCount'>['bedClass']>()([
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
]);
