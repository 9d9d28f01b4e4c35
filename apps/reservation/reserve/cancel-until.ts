import type { Pool } from '#contracts/codes.js';
import { type DayTime, instantOf, plusMinutes } from '#service/calendar/local-time.js';

/** `cancel.until` of domain §7.1. */
export interface CancelPolicy {
  slot: DayTime;
  /** Minutes before the planned admission. */
  bedMinutes: number;
}

/** Until when a patient may give a unit back; later only desk or doctor does, and it is recorded as late (§7.6). */
export function cancelUntil(unit: { pool: Pool; date: string; startsAt: Date }, policy: CancelPolicy): Date {
  if (unit.pool === 'inpatient-bed') return plusMinutes(unit.startsAt, -policy.bedMinutes);
  return instantOf(unit.date, policy.slot);
}
