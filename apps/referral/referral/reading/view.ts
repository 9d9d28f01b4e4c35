import { verdictView } from '../../gate/verdict/verdict.view.js';
import { taskOwner } from '../deadline/owner.js';
import type { ReferralItem, ReferralView, UnitView } from '../form/referral.answer.js';
import type { ListedRow, ReferralRow } from '../store/referral.row.js';

const UNDECIDED: readonly ReferralRow['state'][] = ['submitted', 'under-review', 'returned'];

/** A referral as commands show it: with the reasons of its route, without clinical text. */
export function viewOf(row: ReferralRow): ReferralView {
  const item = itemOf({ ...row, verdictCode: row.verdict.verdict });
  const { advice, matchedCriteria, warnings, explanation, marks } = row;
  const { signedAt, signature } = marks;
  const verdict = verdictView(row.verdict, false);
  const said = { ...(advice ? { advice } : {}), matchedCriteria };
  return { ...item, verdict, warnings, ...said, ranking: explanation.ranked, signedAt, signature };
}

/**
 * The same for who does not treat the patient: a coded diagnosis is health data, too, so that neither criteria nor the
 * words of a warning are shown (decision 0011).
 */
export function traceOf(row: ReferralRow): ReferralView {
  const { advice: _, ...view } = viewOf(row);
  return { ...view, warnings: row.warnings.map(({ rule, code }) => ({ rule, code })), matchedCriteria: [] };
}

/** The ranking without the disease that it was asked for. */
export function routeTrace({ explanation }: ReferralRow): object {
  const { diagnosis: _, careNeeds: __, ...request } = explanation.request ?? {};
  return { ...explanation, request };
}

/** A referral as lists show it. */
export function itemOf(row: ListedRow): ReferralItem {
  return {
    id: row.id,
    referralNo: row.referralNo,
    version: row.version,
    state: row.state,
    direction: row.direction,
    purpose: row.purpose,
    origin: row.origin,
    urgencyClass: row.urgencyClass,
    patientId: row.patientId,
    episodeId: row.episodeId,
    ...(row.parentReferralId ? { parentReferralId: row.parentReferralId } : {}),
    ...(row.teleconsultationId ? { teleconsultationId: row.teleconsultationId } : {}),
    ...sidesOf(row),
    entitlement: row.entitlement,
    offered: row.unit !== null && UNDECIDED.includes(row.state),
    ...placeOf(row),
    ...dueView(row),
    ...flagsOf(row),
    hop: row.hop,
    submittedAt: row.submittedAt.toISOString(),
    ...(row.validUntil ? { validUntil: row.validUntil.toISOString() } : {}),
    verdictCode: row.verdictCode,
    ruleSetVersion: row.ruleSetVersion,
  };
}

/** What a desk must see before it opens the form. */
function flagsOf({ marks }: ListedRow): Partial<ReferralView> {
  const { greenChannel, criticalCentre, isolation, outOfNetwork } = marks;
  return {
    ...(greenChannel ? { greenChannel } : {}),
    ...(criticalCentre ? { criticalCentre } : {}),
    ...(isolation ? { isolation } : {}),
    ...(outOfNetwork ? { outOfNetwork } : {}),
  };
}

function sidesOf(row: ListedRow): Pick<ReferralView, 'from' | 'to'> {
  const { county, fromInstitution, fromDepartment, fromPractitioner } = row;
  const { toCounty, toInstitution, toDepartment, toPractitioner } = row;
  return {
    from: { county, institution: fromInstitution, deptCode: fromDepartment, practitioner: fromPractitioner },
    to: {
      county: toCounty,
      institution: toInstitution,
      deptCode: toDepartment,
      ...(toPractitioner ? { practitioner: toPractitioner } : {}),
    },
  };
}

/** The unit or the wait place, and what is being asked for. */
function placeOf(row: ListedRow): Partial<ReferralView> {
  const { wait, options, pending } = row;
  return {
    ...(row.unit ? { unit: unitView(row.unit, row.holdUntil) } : {}),
    ...(row.parts?.length ? { parts: row.parts.map((part) => unitView(part, row.holdUntil)) } : {}),
    ...(wait ? { wait } : {}),
    ...(options && options.length > 0 ? { options } : {}),
    ...(pending ? { pending: pending.request } : {}),
    ...(row.progress.firstContactAt ? { firstContactAt: row.progress.firstContactAt } : {}),
  };
}

export function unitView({ county: _, ...unit }: NonNullable<ReferralRow['unit']>, holdUntil: Date | null): UnitView {
  return { ...unit, ...(holdUntil ? { holdUntil: holdUntil.toISOString() } : {}) };
}

function dueView(row: ListedRow): Partial<ReferralView> {
  if (!row.ownerInstitution || !row.ownerRole || !row.dueAt || !row.dueKind) return {};
  const owner = { institution: row.ownerInstitution, role: row.ownerRole };
  const practitioner = row.ownerPractitioner;
  return {
    owner: practitioner ? { ...owner, practitioner } : owner,
    dueAt: row.dueAt.toISOString(),
    dueKind: row.dueKind,
    ...climbView(row),
  };
}

function climbView(row: ListedRow) {
  const { escalation, dueKind } = row;
  const rung = escalation?.find(({ kind }) => kind === dueKind)?.rung;
  const tasks = (escalation ?? [])
    .filter(({ kind }) => kind !== dueKind)
    .map(({ kind, dueAt, rung: told }) => ({
      kind,
      owner: taskOwner(kind, row),
      dueAt,
      ...(told ? { rung: told } : {}),
    }));
  return { ...(rung ? { rung } : {}), ...(tasks.length > 0 ? { tasks } : {}) };
}
