import type { AnomalySignalled } from '#contracts/anomaly.events.js';
import type { CalendarMissing } from '#contracts/calendar.events.js';
import { countyAuthority } from './audience.js';
import { PLAN } from './matrix.js';
import { type PlannedNotice, toNotices } from './planned.js';

/** A pattern in a house that the county's authority looks into. Pure. */
export function planSignalled(county: string, { code, institution, count }: AnomalySignalled): PlannedNotice[] {
  const facts = { toInstitution: institution, rule: code, units: count };
  return toNotices(PLAN['anomaly.signalled.v1'], 'task', facts, () => countyAuthority(county));
}

/** The working days of a year are not known. Pure. */
export function planMissing(county: string, { year }: CalendarMissing): PlannedNotice[] {
  return toNotices(PLAN['calendar.missing.v1'], 'task', { year }, () => countyAuthority(county));
}
