import type { AnomalySignalled } from '#contracts/anomaly.events.js';
import type { CalendarMissing } from '#contracts/calendar.events.js';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { NetworkChanged } from '#contracts/network.events.js';
import type {
  CriticalCentreAlerted,
  ReferralChanged,
  ReferralOverdue,
  ReferralWaitlisted,
  ReferralWithUnit,
  ResultReady,
  VoidRequested,
} from '#contracts/referral.events.js';
import type {
  AnomalyRaised,
  ReserveFloorShortfall,
  SupplyChanged,
  WaitListStalled,
} from '#contracts/reservation.events.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { isRevealing } from '../words/departments.js';
import type { TemplateCode } from '../words/templates.js';
import {
  type Audience,
  consortiumOffice,
  countyAuthority,
  countyFamilyDoctors,
  department,
  departmentHead,
  desk,
  familyDoctors,
  medicalAffairs,
  practitioner,
} from './audience.js';
import type { Facts, Urgency } from './notice.js';
import { type Condition, LADDER, PLAN, type PlannedMessage, type PlanRow, type Recipient } from './plan.js';
import { isAboutAdvice, planTeleconsultation } from './teleconsultation.js';

/** What a hospital's change of supply says. */
type SupplyData = SupplyChanged & Partial<ReserveFloorShortfall>;

/** Everything that a referral's events may carry; each event has its part. */
type ReferralData = ReferralChanged &
  Partial<ReferralWithUnit & ReferralWaitlisted & ReferralOverdue & CriticalCentreAlerted & VoidRequested>;

/** One notice to be written. */
export interface PlannedNotice {
  readonly audience: Audience;
  readonly template: TemplateCode;
  readonly urgency: Urgency;
  readonly facts: Facts;
}

/** Says who is told what by an event: rows of the plan, each audience once. Pure. */
export function planNotices(message: Pick<Envelope, 'name' | 'county' | 'data'>): PlannedNotice[] {
  const name = message.name as MessageName;
  if (name === 'supply.changed.v1' || name === 'reserve.floor-shortfall.v1') {
    return supplyNotices(PLAN[name], message.county, message.data as SupplyData);
  }
  if (name === 'anomaly.raised.v1') return planAnomaly(message.county, message.data as AnomalyRaised);
  if (name === 'anomaly.signalled.v1') return planSignalled(message.county, message.data as AnomalySignalled);
  if (name === 'calendar.missing.v1') return planMissing(message.county, message.data as CalendarMissing);
  if (name === 'waitlist.stalled.v1') return planStalled(message.county, message.data as WaitListStalled);
  if (isAboutAdvice(name)) return planTeleconsultation(name, message.data as TeleconsultationChanged);
  if (name === 'network.changed.v1') return planNetwork(message.county, message.data as NetworkChanged);
  if (name === 'result.ready.v1') return planResult(message.data as ResultReady);
  const data = message.data as ReferralData;
  const rows = name === 'referral.overdue.v1' ? (LADDER[data.rung ?? ''] ?? []) : (PLAN[name as PlannedMessage] ?? []);
  const task: Urgency = data.urgencyClass === 'U1' || data.urgencyClass === 'U2' ? 'urgent' : 'task';
  const meant = rows.filter((row) => row.only === undefined || conditionsOf(data).includes(row.only));
  const facts = data.owner === 'county-health-authority' ? reportFacts(data) : referralFacts(data);
  return toNotices(meant, task, facts, (to) => audienceOf(to, data));
}

function planStalled(county: string, data: WaitListStalled): PlannedNotice[] {
  const { institution, referralCounty, referringInstitution, pool, urgencyClass, dueAt } = data;
  const task = urgencyClass === 'U1' || urgencyClass === 'U2' ? 'urgent' : 'task';
  const facts = { toInstitution: institution, fromInstitution: referringInstitution, pool, urgencyClass, dueAt };
  return toNotices(PLAN['waitlist.stalled.v1'], task, facts, (to) =>
    to === 'referring-team' ? familyDoctors(referralCounty, referringInstitution) : desk(county, institution),
  );
}

/** A change that names more houses is the county's affair: its authority alone is told. */
const MOST_HOUSES = 20;

/** Told are the houses that are named and the authority, but not who made the change. */
function planNetwork(county: string, { kind, ids, institutions, by }: NetworkChanged): PlannedNotice[] {
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

function planMissing(county: string, { year }: CalendarMissing): PlannedNotice[] {
  return toNotices(PLAN['calendar.missing.v1'], 'task', { year }, () => countyAuthority(county));
}

/** The team under contract, and the doctor who ordered it unless the team's own house did: there the team's notice is enough. */
function planResult(data: ResultReady): PlannedNotice[] {
  const { county, orderingInstitution, orderedBy, reportingInstitution, teamInstitution, critical } = data;
  const facts = { fromInstitution: reportingInstitution, toInstitution: orderingInstitution };
  const told: Recipient = teamInstitution === undefined ? 'ordering-doctor' : 'contract-team';
  const rows = PLAN['result.ready.v1'].filter(({ to }) => to === told || orderingInstitution !== teamInstitution);
  return toNotices(rows, critical ? 'urgent' : 'task', facts, (to) =>
    to === 'contract-team' && teamInstitution
      ? familyDoctors(county, teamInstitution)
      : practitioner(county, orderingInstitution, orderedBy),
  );
}

function planSignalled(county: string, { code, institution, count }: AnomalySignalled): PlannedNotice[] {
  const facts = { toInstitution: institution, rule: code, units: count };
  return toNotices(PLAN['anomaly.signalled.v1'], 'task', facts, () => countyAuthority(county));
}

function planAnomaly(county: string, data: AnomalyRaised): PlannedNotice[] {
  const { institution, pool, group, date, invariant } = data;
  const department = isRevealing(group) ? undefined : group;
  const facts = withoutGaps({ toInstitution: institution, pool, department, day: date, rule: invariant });
  const audienceOf = (to: Recipient) =>
    to === 'county-authority' ? countyAuthority(county) : desk(county, institution);
  return toNotices(PLAN['anomaly.raised.v1'], 'urgent', facts, audienceOf);
}

function toNotices(
  rows: readonly PlanRow[],
  task: Urgency,
  facts: Facts,
  find: (to: Recipient) => Audience,
): PlannedNotice[] {
  const planned = new Map<string, PlannedNotice>();
  for (const { to, template, weight } of rows) {
    const audience = find(to);
    // Desk and doctors of a down-referral are one team: the first row speaks.
    if (planned.has(audience.key)) continue;
    planned.set(audience.key, { audience, template, urgency: weight === 'task' ? task : 'info', facts });
  }
  return [...planned.values()];
}

function conditionsOf(data: ReferralData): Condition[] {
  const bySender = data.actor.institution === data.fromInstitution;
  const ending = bySender ? 'ended-by-referrer' : 'ended-by-receiver';
  return [
    data.transition === 'T33' ? 'voided' : ending,
    data.transition === 'T14' ? 'moved' : 'booked',
    data.transition === 'T13' ? 'displaced' : 'lapsed',
    data.owner === 'county-health-authority' ? 'to-authority' : 'to-office',
  ];
}

function supplyNotices(rows: readonly PlanRow[], county: string, data: SupplyData): PlannedNotice[] {
  const { pool, startsAt, openTasks, shortfall } = data;
  const left: Condition = openTasks > 0 ? 'tasks-left' : 'none-left';
  const facts = { toInstitution: data.institution, pool, startsAt, units: shortfall ?? openTasks };
  const meant = rows.filter((row) => row.only === undefined || row.only === left);
  return toNotices(meant, 'task', facts, (to) =>
    to === 'county-authority' ? countyAuthority(county) : desk(county, data.institution),
  );
}

function audienceOf(to: Recipient, data: ReferralData): Audience {
  switch (to) {
    case 'referring-doctor':
      return practitioner(data.referralCounty, data.fromInstitution, data.fromPractitioner);
    case 'receiving-desk':
      return data.direction === 'down'
        ? familyDoctors(data.toCounty, data.toInstitution)
        : desk(data.toCounty, data.toInstitution);
    case 'receiving-doctors':
      return data.direction === 'down'
        ? familyDoctors(data.toCounty, data.toInstitution)
        : department(data.toCounty, data.toInstitution, data.toDepartment);
    case 'referring-team':
      return familyDoctors(data.referralCounty, data.fromInstitution);
    case 'called-desk':
      return desk(data.centreCounty ?? data.toCounty, data.centreInstitution ?? data.toInstitution);
    case 'called-doctors':
      return department(
        data.centreCounty ?? data.toCounty,
        data.centreInstitution ?? data.toInstitution,
        data.centreDepartment ?? data.toDepartment,
      );
    case 'consortium-office':
      return consortiumOffice(data.referralCounty, data.officeInstitution ?? data.toInstitution);
    case 'ordering-doctor':
    case 'contract-team':
    case 'hospital-desk':
      return desk(data.toCounty, data.toInstitution);
    case 'county-authority':
      return countyAuthority(data.referralCounty);
    case 'rung-owner':
      return postOf(data);
    case 'county-family-doctors':
      return countyFamilyDoctors(data.referralCounty);
  }
}

/** The post of the role whose turn it is (domain §6). */
function postOf(data: ReferralData): Audience {
  const county = data.ownerCounty ?? data.toCounty;
  const institution = data.ownerInstitution ?? data.toInstitution;
  const { owner, ownerDepartment, ownerPractitioner } = data;
  if (ownerPractitioner) return practitioner(county, institution, ownerPractitioner);
  switch (owner) {
    case 'county-health-authority':
      return countyAuthority(county);
    case 'consortium-office':
      return consortiumOffice(county, institution);
    case 'medical-affairs':
      return medicalAffairs(county, institution);
    case 'department-head':
      return departmentHead(county, institution, ownerDepartment);
    case 'hospital-doctor':
      return ownerDepartment ? department(county, institution, ownerDepartment) : desk(county, institution);
    case 'family-doctor':
    case 'primary-doctor':
      return familyDoctors(county, institution);
    default:
      return desk(county, institution);
  }
}

function referralFacts(data: ReferralData): Facts {
  const revealing = isRevealing(data.toDepartment);
  return withoutGaps({
    direction: data.direction,
    urgencyClass: data.urgencyClass,
    fromInstitution: data.fromInstitution,
    toInstitution: data.toInstitution,
    department: revealing ? undefined : data.toDepartment,
    startsAt: data.unit?.startsAt,
    place: revealing ? undefined : data.unit?.place,
    until: data.holdUntil,
    dueAt: data.dueAt,
    reason: data.reason,
    position: data.position,
    rung: data.rung,
  });
}

/** What the authority's report says of a case: whose turn it was and since when, not which unit or place it has. */
function reportFacts(data: ReferralData): Facts {
  const { direction, urgencyClass, fromInstitution, toInstitution, department, dueAt, rung } = referralFacts(data);
  return withoutGaps({ direction, urgencyClass, fromInstitution, toInstitution, department, dueAt, rung });
}

function withoutGaps(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts;
}
