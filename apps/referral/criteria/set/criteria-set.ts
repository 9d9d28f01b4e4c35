import { conflict, rulesBroken } from '#service/problem/problem.js';
import type { CriteriaSetRow } from './criteria.store.js';
import type { CriteriaSetView, SetState } from './criteria-set.dto.js';
import { SAMPLE_NOTICE, SAMPLE_SET } from './sample.js';

/** Where a set stands that day. */
export function stateOf(set: CriteriaSetRow, day: string): SetState {
  if (set.county === SAMPLE_SET.county) return 'sample';
  if (set.withdrawnAt) return 'withdrawn';
  if (!set.approvedAt) return 'draft';
  if (!set.validFrom) return 'approved';
  if (day < set.validFrom) return 'planned';
  return set.validTo === null || day < set.validTo ? 'in-force' : 'ended';
}

export function setView(set: CriteriaSetRow, day: string): CriteriaSetView {
  const { id, version, name, basedOn, createdBy, approvedBy, approvedAt } = set;
  const { validFrom, validTo, withdrawnBy, withdrawnAt, withdrawnReason } = set;
  const { approvedRole: role, approvedBasis: basis } = set;
  const approval = approvedBy &&
    approvedAt && { by: approvedBy, role: role ?? '', basis: basis ?? '', at: approvedAt.toISOString() };
  const withdrawal = withdrawnBy &&
    withdrawnAt && { by: withdrawnBy, at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' };
  return {
    id,
    version,
    name,
    state: stateOf(set, day),
    ...(basedOn ? { basedOn } : {}),
    createdBy,
    createdAt: set.createdAt.toISOString(),
    ...(approval ? { approval } : { notice: SAMPLE_NOTICE }),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
    ...(withdrawal ? { withdrawal } : {}),
  };
}

/** A person of the authority approves what another one has drafted. @throws Problem 409 */
export function approved(
  set: CriteriaSetRow,
  by: { account: string; person: string; role: string; basis: string },
  now: Date,
): CriteriaSetRow {
  if (set.withdrawnAt || set.approvedAt) throw conflict('NOT_A_DRAFT', 'Only a draft can be approved.');
  if (set.createdBy === by.account || set.createdByPerson === by.person)
    throw conflict('OWN_DRAFT', 'A set is approved by somebody else than who drafted it.');
  const approval = { approvedBy: by.account, approvedByPerson: by.person, approvedRole: by.role };
  return { ...set, ...approval, approvedBasis: by.basis, approvedAt: now };
}

/**
 * In force from a day on; what is in force then ends with it.
 * @returns the set and the one that it follows
 * @throws Problem 409 before its approval, twice, or where a later one is planned already; 422 for a day that is over
 */
export function enforced(
  set: CriteriaSetRow,
  others: readonly CriteriaSetRow[],
  from: string,
  today: string,
): CriteriaSetRow[] {
  if (set.withdrawnAt || !set.approvedAt)
    throw conflict('NOT_APPROVED', 'A set is approved before it is put in force.');
  if (set.validFrom) throw conflict('IN_FORCE_ALREADY', `The set is in force from ${set.validFrom} on.`);
  if (from < today) {
    const message = 'A set decides from today on or later, never in the past.';
    const errors = [{ field: 'from', code: 'past', message }];
    throw rulesBroken(message, errors);
  }
  const overlapping = others.filter(({ validTo }) => validTo === null || validTo > from);
  const later = overlapping.find(({ validFrom }) => validFrom !== null && validFrom >= from);
  if (later)
    throw conflict(
      'ANOTHER_PLANNED',
      `Version ${later.version} is in force from ${later.validFrom} on: withdraw it first.`,
    );
  return [...overlapping.map((other) => ({ ...other, validTo: from })), { ...set, validFrom: from, validTo: null }];
}

/** No longer in force from today on, or never. The sample set decides until another one does. @throws Problem 409 */
export function withdrawn(set: CriteriaSetRow, by: string, reason: string, now: Date, today: string): CriteriaSetRow {
  const state = stateOf(set, today);
  if (state === 'withdrawn' || state === 'ended') throw conflict('OVER_ALREADY', 'This set is over.');
  const validTo = set.validFrom && (set.validFrom > today ? set.validFrom : today);
  return { ...set, validTo, withdrawnBy: by, withdrawnAt: now, withdrawnReason: reason };
}
