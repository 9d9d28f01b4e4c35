import type { UrgencyClass } from '#contracts/codes.js';
import type { Actor } from '#contracts/parts.js';
import type { Principal } from '#service/auth/principal.js';
import type { Climb } from '#service/escalation/ladder.js';
import { conflict } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import type { Terms } from '../referral/deadline/terms.js';
import type { AdviceOutcome } from './teleconsultation.codes.js';
import {
  type TeleconsultationActor,
  type TeleconsultationState,
  type TeleconsultationStep,
  teleconsultationStep,
} from './teleconsultation.machine.js';

/** A row of the table `teleconsultation`. */
export interface Teleconsultation {
  county: string;
  id: string;
  /** One more with every event. */
  version: number;
  state: TeleconsultationState;
  stateSince: Date;
  urgencyClass: UrgencyClass;
  patientId: string;
  episodeId: string;
  firstVisitEncounterId: string | null;
  /** Exams whose results go with the question. */
  examOrders: string[];
  fromInstitution: string;
  fromPractitioner: string;
  fromRole: string;
  toCounty: string;
  toInstitution: string;
  toDepartment: string;
  /** The specialist who is asked by name. */
  toPractitioner: string | null;
  takenBy: string | null;
  /** Times it was returned for information. */
  returns: number;
  outcome: AdviceOutcome | null;
  ruleSetVersion: string;
  /** Sealed with the key of the asking institution. */
  questionSealed: string;
  /** Sealed with the key of the asked one. */
  answerSealed: string | null;
  askedAt: Date;
  answeredAt: Date | null;
  expiresAt: Date;
  ownerInstitution: string | null;
  ownerRole: string | null;
  ownerPractitioner: string | null;
  dueAt: Date | null;
  dueKind: string | null;
  /** How far it has been told that its owner is late; null where nobody has to act. */
  escalation: Climb | null;
  /** Times somebody was told that it is overdue, since the owner is the same. */
  alerts: number;
  alertAt: Date | null;
}

/** What changes on the way and is told by the view of an episode. Instants are ISO texts. */
export interface TeleconsultationFacts {
  urgencyClass: string;
  fromInstitution: string;
  toInstitution: string;
  toDepartment: string;
  takenBy: string | null;
  examOrders: string[];
  outcome: AdviceOutcome | null;
  owner: { institution: string; role: string; practitioner?: string } | null;
  dueAt: string | null;
  dueKind: string | null;
}

/** One entry of the append-only history. */
export interface TeleconsultationEntry {
  county: string;
  teleconsultationId: string;
  version: number;
  event: string;
  transition: string;
  fromState: string;
  toState: TeleconsultationState;
  actorId: string;
  actorRole: string;
  actorInstitution: string;
  reason: string | null;
  became: TeleconsultationFacts;
  noteSealed: string | null;
  at: Date;
}

/** What the caller is to this question: role × institution × department. Empty: it is none of their business. */
export function teleconsultationActorsOf(caller: Principal, one: Teleconsultation): TeleconsultationActor[] {
  const has = (...roles: Principal['roles'][number][]) => caller.roles.some((role) => roles.includes(role));
  const actors: TeleconsultationActor[] = [];
  const asks = caller.county === one.county && caller.institution === one.fromInstitution;
  if (asks && has('family-doctor', 'primary-doctor')) actors.push('A');
  const inDepartment = caller.departments.length === 0 || caller.departments.includes(one.toDepartment);
  const asked = caller.county === one.toCounty && caller.institution === one.toInstitution;
  if (asked && has('hospital-doctor', 'department-head') && inDepartment) {
    if (one.takenBy === caller.practitioner) actors.push('T');
    actors.push('V');
  }
  return actors;
}

/** @throws Problem 409 where the state, or what the caller is to it, does not allow the step */
export function permitTeleconsultation(
  one: Teleconsultation,
  event: TeleconsultationStep['event'],
  actors: readonly TeleconsultationActor[],
  terms: Terms,
): TeleconsultationStep {
  const step = teleconsultationStep(one.state, event, actors);
  if (!step) {
    const detail = `In state ${one.state} this cannot be done by you.`;
    throw conflict('ILLEGAL_TRANSITION', detail, { state: one.state });
  }
  if (event === 'return' && one.returns >= terms.count('teleconsultation.maxReturns')) {
    const detail = 'A question may not be returned more often: answer it with what is known.';
    throw conflict('RETURNED_TOO_OFTEN', detail);
  }
  return step;
}

/** Goes one step: version + 1, one entry of the history; owner and deadline follow from the new row. Pure. */
export function stepTeleconsultation(
  before: Teleconsultation,
  { event, transition, to }: TeleconsultationStep,
  { who, terms }: { who: Actor; terms: Terms },
  told: { change?: Partial<Teleconsultation>; reason?: string; noteSealed?: string } = {},
): { row: Teleconsultation; entry: TeleconsultationEntry } {
  const stateSince = to === before.state && before.version > 0 ? before.stateSince : terms.now;
  const row = { ...before, ...told.change, state: to, stateSince, version: before.version + 1 };
  const due = dueOf(row, terms);
  Object.assign(row, due, { alerts: 0, alertAt: due.dueAt, escalation: climbOf(due) });
  const entry: TeleconsultationEntry = {
    county: row.county,
    teleconsultationId: row.id,
    version: row.version,
    event,
    transition,
    fromState: before.version === 0 ? 'none' : before.state,
    toState: to,
    actorId: who.id,
    actorRole: who.role,
    actorInstitution: who.institution,
    reason: told.reason ?? null,
    became: teleconsultationFacts(row),
    noteSealed: told.noteSealed ?? null,
    at: terms.now,
  };
  return { row, entry };
}

type Due = Pick<Teleconsultation, 'ownerInstitution' | 'ownerRole' | 'ownerPractitioner' | 'dueAt' | 'dueKind'>;

const NOBODY: Due = { ownerInstitution: null, ownerRole: null, ownerPractitioner: null, dueAt: null, dueKind: null };

/** Nobody has been told yet. */
function climbOf({ dueKind: kind, dueAt }: Due): Climb | null {
  if (!kind || !dueAt) return null;
  return { kind, dueAt: dueAt.toISOString(), rung: null, repeat: 0, nextAt: dueAt.toISOString() };
}

/** Who has to act next, and until when. */
function dueOf(row: Teleconsultation, terms: Terms): Due {
  const since = (key: string) =>
    after(row.stateSince, terms.limit(`teleconsultation.${key}.${row.urgencyClass}`), terms.calendar);
  const asked = { ownerInstitution: row.toInstitution, ownerRole: 'hospital-doctor' };
  switch (row.state) {
    case 'asked':
      return { ...asked, ownerPractitioner: row.toPractitioner, dueAt: since('take'), dueKind: 'take' };
    case 'taken':
      return { ...asked, ownerPractitioner: row.takenBy, dueAt: since('answer'), dueKind: 'answer' };
    case 'returned':
      return {
        ownerInstitution: row.fromInstitution,
        ownerRole: row.fromRole,
        ownerPractitioner: row.fromPractitioner,
        dueAt: since('inform'),
        dueKind: 'inform',
      };
    case 'answered':
    case 'withdrawn':
    case 'expired':
      return NOBODY;
  }
}

export function teleconsultationFacts(row: Teleconsultation): TeleconsultationFacts {
  const { urgencyClass, fromInstitution, toInstitution, toDepartment, takenBy, examOrders, outcome, dueKind } = row;
  const { ownerInstitution, ownerRole, ownerPractitioner: practitioner } = row;
  const named = practitioner ? { practitioner } : {};
  const owner = ownerInstitution && ownerRole ? { institution: ownerInstitution, role: ownerRole, ...named } : null;
  const who = { urgencyClass, fromInstitution, toInstitution, toDepartment, takenBy, examOrders, outcome, owner };
  return { ...who, dueAt: row.dueAt?.toISOString() ?? null, dueKind };
}
