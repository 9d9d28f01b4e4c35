import type { Role } from '#contracts/codes.js';
import type { Actor } from '#contracts/parts.js';
import type { Principal } from '#service/auth/principal.js';
import { conflict, forbidden } from '#service/problem/problem.js';
import type { RepeatReason } from '../referral/form/form.codes.js';
import { type ExamActor, type ExamEvent, type ExamState, type ExamStep, examStep } from './exam.machine.js';

/** Kinds of exams that have a window of recognition; an endoscopy is never recognised, only looked at. */
export const EXAM_KINDS = ['lab', 'ecg', 'imaging', 'pathology', 'endoscopy'] as const;
export type ExamKind = (typeof EXAM_KINDS)[number];

/** What the report says in one word; `critical` calls the doctor at once (危急值). */
export const CONCLUSIONS = ['normal', 'abnormal', 'critical'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** A row of the table `exam_order`. */
export interface ExamOrder {
  county: string;
  id: string;
  /** One more with every event. */
  version: number;
  state: ExamState;
  patientId: string;
  referralId: string | null;
  item: string;
  kind: ExamKind;
  orderingInstitution: string;
  orderedBy: string;
  /** Where the patient is examined: as a rule a primary institution. */
  performingInstitution: string;
  /** Who reads it: as a rule an upper one. */
  reportingInstitution: string;
  /** Why it is done again although a recognised result holds. */
  repeatReason: RepeatReason | null;
  /** Free text of the order, sealed with the key of the ordering institution. */
  noteSealed: string | null;
  conclusion: Conclusion | null;
  /** Sealed with the key of the reporting institution. */
  reportSealed: string | null;
  reportedBy: string | null;
  orderedAt: Date;
  performedAt: Date | null;
  reportedAt: Date | null;
  recognisedAt: Date | null;
}

/** One entry of the append-only history of an exam. */
export interface ExamEntry {
  county: string;
  examOrderId: string;
  version: number;
  event: ExamEvent;
  transition: string;
  fromState: string;
  toState: ExamState;
  actorId: string;
  actorRole: string;
  actorInstitution: string;
  at: Date;
}

export interface ExamPassage {
  order: ExamOrder;
  entries: ExamEntry[];
}

const DOCTORS: readonly Role[] = ['family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head'];

/** What the caller is to this exam: role × institution. `upper`: of a hospital of tier 3 or 4. */
export function examActorsOf(
  caller: Principal,
  order: Pick<ExamOrder, 'performingInstitution' | 'reportingInstitution'>,
  upper: boolean,
): ExamActor[] {
  const isDoctor = caller.roles.some((role) => DOCTORS.includes(role));
  const actors: ExamActor[] = [];
  const performs = isDoctor || caller.roles.includes('his-adapter') || caller.roles.includes('ward-nurse');
  if (performs && caller.institution === order.performingInstitution) actors.push('P');
  if (isDoctor && caller.institution === order.reportingInstitution) actors.push('D');
  if (isDoctor && upper) actors.push('V');
  return actors;
}

/** @throws Problem 403 without a part in it, 409 in another state */
export function permitExam(order: ExamOrder, event: ExamEvent, actors: readonly ExamActor[]): ExamStep {
  const step = examStep(order.state, event, actors);
  if (step) return step;
  if (actors.length === 0) {
    throw forbidden('NOT_YOUR_EXAM', 'You have no part in this exam.');
  }
  const detail = `In state ${order.state} this cannot be done by you.`;
  throw conflict('ILLEGAL_TRANSITION', detail, { state: order.state });
}

/** Goes one step: version + 1 and one entry of the history. */
export function stepExam(
  { order, entries }: ExamPassage,
  { event, transition, to }: Omit<ExamStep, 'actor'>,
  { who, at }: { who: Actor; at: Date },
  change: Partial<ExamOrder> = {},
): ExamPassage {
  const after = { ...order, ...change, state: to, version: order.version + 1 };
  const entry: ExamEntry = {
    county: order.county,
    examOrderId: order.id,
    version: after.version,
    event,
    transition,
    fromState: order.version === 0 ? 'none' : order.state,
    toState: to,
    actorId: who.id,
    actorRole: who.role,
    actorInstitution: who.institution,
    at,
  };
  return { order: after, entries: [...entries, entry] };
}
