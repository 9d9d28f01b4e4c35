import type { NetworkChanged } from '#contracts/network.events.js';
import { countyAuthority, desk } from './audience.js';
import { PLAN } from './matrix.js';
import { type PlannedNotice, toNotices } from './planned.js';

/** A change that names more houses is the county's affair: its authority alone is told. */
const MOST_HOUSES = 20;

/** Told are the houses that are named and the authority, but not who made the change. */
export function planNetwork(county: string, { kind, ids, institutions, by }: NetworkChanged): PlannedNotice[] {
  // Contracts change all day long; the patient's own team has made them.
  if (kind === 'contracts') return [];
  const facts = { kind, units: ids.length };
  const houses = institutions.length > MOST_HOUSES ? [] : institutions.filter((house) => house !== by.institution);
  const [toDesk, toAuthority] = PLAN['network.changed.v1'];
  return [
    ...houses.flatMap((house) => toNotices(toDesk ? [toDesk] : [], 'task', facts, () => desk(county, house))),
    ...(by.role === 'county-health-authority' || !toAuthority
      ? []
      : toNotices([toAuthority], 'task', facts, () => countyAuthority(county))),
  ];
}
