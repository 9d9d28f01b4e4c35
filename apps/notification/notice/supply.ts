import type {
  AnomalyRaised,
  ReserveFloorShortfall,
  SupplyChanged,
  WaitListStalled,
} from '#contracts/reservation.events.js';
import { isRevealing } from '../words/departments.js';
import { desk, familyDoctors } from './audience.js';
import { withoutGaps } from './facts.js';
import { PLAN } from './matrix.js';
import type { Condition, PlanRow } from './plan.js';
import { ofHouse, type PlannedNotice, toNotices, urgencyOf } from './planned.js';

/** What a hospital's change of supply says. */
export type SupplyData = SupplyChanged & Partial<ReserveFloorShortfall>;

/** A hospital has changed its supply, or its reserve is below the floor: its own desk and those who supervise it. Pure. */
export function planSupply(rows: readonly PlanRow[], county: string, data: SupplyData): PlannedNotice[] {
  const { pool, startsAt, openTasks, shortfall } = data;
  const left: Condition = openTasks > 0 ? 'tasks-left' : 'none-left';
  const facts = { toInstitution: data.institution, pool, startsAt, units: shortfall ?? openTasks };
  const meant = rows.filter((row) => row.only === undefined || row.only === left);
  return toNotices(meant, 'task', facts, (to) => ofHouse(to, county, data.institution));
}

/** Sums of the reserve that do not agree. Pure. */
export function planAnomaly(county: string, data: AnomalyRaised): PlannedNotice[] {
  const { institution, pool, group, date, invariant } = data;
  const department = isRevealing(group) ? undefined : group;
  const facts = withoutGaps({ toInstitution: institution, pool, department, day: date, rule: invariant });
  return toNotices(PLAN['anomaly.raised.v1'], 'urgent', facts, (to) => ofHouse(to, county, institution));
}

/** A list on which nothing moves: the hospital's desk, and the team of the patient who waits. Pure. */
export function planStalled(county: string, data: WaitListStalled): PlannedNotice[] {
  const { institution, referralCounty, referringInstitution, pool, urgencyClass, dueAt } = data;
  const facts = { toInstitution: institution, fromInstitution: referringInstitution, pool, urgencyClass, dueAt };
  return toNotices(PLAN['waitlist.stalled.v1'], urgencyOf(urgencyClass), facts, (to) =>
    to === 'referring-team' ? familyDoctors(referralCounty, referringInstitution) : desk(county, institution),
  );
}
