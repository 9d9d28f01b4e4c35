import { desk } from './audience.js';
import { PLAN } from './matrix.js';
import type { TimedEvent } from './plan.js';
import { ofHouse, type PlannedNotice, toNotices } from './planned.js';

/** That a report is due soon; the hospitals are those of the consortia of the county. */
export interface ReportNear {
  readonly dueDay: string;
  readonly hospitals: readonly string[];
}

type ReportEvent = Extract<TimedEvent, `report.${string}`>;

/** Whether a time has come at which a report is near. */
export const isReportDate = (name: string): name is ReportEvent =>
  name === 'report.quarter-near' || name === 'report.half-year-near';

/** The desks of the hospitals that report, and whoever supervises them. Pure. */
export function planReport(name: ReportEvent, county: string, { dueDay, hospitals }: ReportNear): PlannedNotice[] {
  const facts = { day: dueDay };
  const [toDesk, ...others] = PLAN[name];
  return [
    ...hospitals.flatMap((house) => toNotices(toDesk ? [toDesk] : [], 'task', facts, () => desk(county, house))),
    ...toNotices(others, 'task', facts, (to) => ofHouse(to, county, '')),
  ];
}
