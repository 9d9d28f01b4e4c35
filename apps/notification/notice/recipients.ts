import type { AnomalySignalled } from '#contracts/anomaly.events.js';
import type { CalendarMissing } from '#contracts/calendar.events.js';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { NetworkChanged } from '#contracts/network.events.js';
import type { ResultReady } from '#contracts/referral.events.js';
import type {
  AnomalyRaised,
  ReserveFloorShortfall,
  SupplyChanged,
  WaitListStalled,
} from '#contracts/reservation.events.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import type { PatientOf } from '../delivery/delivery.js';
import { isRevealing } from '../words/departments.js';
import type { TemplateCode } from '../words/templates.js';
import {
  type Audience,
  countyAuthority,
  countyOffices,
  desk,
  familyDoctors,
  patient,
  practitioner,
} from './audience.js';
import { type ReferralData, referralFacts, reportFacts, withoutGaps } from './facts.js';
import { LADDER, PLAN } from './matrix.js';
import type { Facts, Urgency } from './notice.js';
import type { Condition, PlannedMessage, PlanRow, Recipient, TimedEvent } from './plan.js';
import { audienceOf, callerOf } from './posts.js';
import { isAboutAdvice, planTeleconsultation } from './teleconsultation.js';
import type { WaysName } from './ways.js';

/** What a hospital's change of supply says. */
type SupplyData = SupplyChanged & Partial<ReserveFloorShortfall>;

/** One notice to be written. */
export interface PlannedNotice {
  readonly audience: Audience;
  readonly template: TemplateCode;
  readonly urgency: Urgency;
  readonly facts: Facts;
  /** How it is told beside the inbox. */
  readonly ways: WaysName;
  /** Of a patient or a contact: whose file knows the telephone. */
  readonly patientOf?: PatientOf;
  /** Who must call where it reached nobody; absent = whoever it was for. */
  readonly caller?: Audience;
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
  const rows =
    name === 'referral.overdue.v1'
      ? (LADDER[data.rung ?? ''] ?? [])
      : (PLAN[message.name as PlannedMessage | TimedEvent] ?? []);
  const task: Urgency = data.urgencyClass === 'U1' || data.urgencyClass === 'U2' ? 'urgent' : 'task';
  const meant = rows.filter((row) => row.only === undefined || conditionsOf(data).includes(row.only));
  const facts = data.owner === 'county-health-authority' ? reportFacts(data) : referralFacts(data);
  return toNotices(meant, task, facts, (to) => audienceOf(to, data)).map((planned) => withReferral(planned, data));
}

/** A patient is told neither reason nor department (domain §10). */
function withReferral({ to, ...planned }: Addressed, data: ReferralData): PlannedNotice {
  const told = { ...planned, caller: callerOf(to, data) };
  if (to !== 'patient' && to !== 'contact') return told;
  const { reason: _reason, department: _department, ...facts } = planned.facts;
  return { ...told, facts, patientOf: { county: data.referralCounty, referralId: data.referralId } };
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
  const rows = PLAN['result.ready.v1'].filter(
    ({ to }) => to === told || to === 'patient' || orderingInstitution !== teamInstitution,
  );
  const { referralId, patientId } = data;
  const house = teamInstitution ?? orderingInstitution;
  const find = (to: Recipient): Audience => {
    if (to === 'patient') return patient(county, house, referralId ?? patientId);
    return to === 'contract-team' && teamInstitution
      ? familyDoctors(county, teamInstitution)
      : practitioner(county, orderingInstitution, orderedBy);
  };
  return toNotices(rows, critical ? 'urgent' : 'task', facts, find).map(({ to, ...planned }) => {
    const caller = familyDoctors(county, house);
    const patientOf = { county, ...(referralId ? { referralId } : { patientId }) };
    return to === 'patient' ? { ...planned, caller, facts: {}, patientOf } : { ...planned, caller };
  });
}

function planSignalled(county: string, { code, institution, count }: AnomalySignalled): PlannedNotice[] {
  const facts = { toInstitution: institution, rule: code, units: count };
  return toNotices(PLAN['anomaly.signalled.v1'], 'task', facts, () => countyAuthority(county));
}

function planAnomaly(county: string, data: AnomalyRaised): PlannedNotice[] {
  const { institution, pool, group, date, invariant } = data;
  const department = isRevealing(group) ? undefined : group;
  const facts = withoutGaps({ toInstitution: institution, pool, department, day: date, rule: invariant });
  return toNotices(PLAN['anomaly.raised.v1'], 'urgent', facts, (to) => ofHouse(to, county, institution));
}

/** A notice with the recipient of its row. */
type Addressed = PlannedNotice & { readonly to: Recipient };

function toNotices(
  rows: readonly PlanRow[],
  task: Urgency,
  facts: Facts,
  find: (to: Recipient) => Audience,
): Addressed[] {
  const planned = new Map<string, Addressed>();
  for (const { to, template, weight, ways } of rows) {
    const audience = find(to);
    // Desk and doctors of a down-referral are one team: the first row speaks.
    if (planned.has(audience.key)) continue;
    planned.set(audience.key, { to, audience, template, urgency: weight === 'task' ? task : 'info', facts, ways });
  }
  return [...planned.values()];
}

function conditionsOf(data: ReferralData): Condition[] {
  const bySender = data.actor.institution === data.fromInstitution;
  const ending = bySender ? 'ended-by-referrer' : 'ended-by-receiver';
  const held: Condition[] = data.toState === 'reserved' ? ['reserved'] : [];
  return [
    ...held,
    data.transition === 'T33' ? 'voided' : ending,
    data.transition === 'T14' ? 'moved' : 'booked',
    data.transition === 'T13' ? 'displaced' : 'lapsed',
    data.owner === 'county-health-authority' ? 'to-authority' : 'to-office',
    data.direction === 'down' ? 'down' : 'not-down',
  ];
}

function supplyNotices(rows: readonly PlanRow[], county: string, data: SupplyData): PlannedNotice[] {
  const { pool, startsAt, openTasks, shortfall } = data;
  const left: Condition = openTasks > 0 ? 'tasks-left' : 'none-left';
  const facts = { toInstitution: data.institution, pool, startsAt, units: shortfall ?? openTasks };
  const meant = rows.filter((row) => row.only === undefined || row.only === left);
  return toNotices(meant, 'task', facts, (to) => ofHouse(to, county, data.institution));
}

/** What is the matter of a hospital, of the consortium offices of its county, or of the county's authority. */
function ofHouse(to: Recipient, county: string, institution: string): Audience {
  if (to === 'county-authority') return countyAuthority(county);
  return to === 'county-offices' ? countyOffices(county) : desk(county, institution);
}
