import type { FormContent } from '../form/content.js';
import type { ChainedEntry } from '../history/chain.js';
import type { ReferralRow, Wish } from '../store/referral.row.js';
import type { DraftForm } from './draft.dto.js';

/**
 * The form of the referral that follows one which ended before anybody was treated: everything that was written, and the
 * receiver that the other side named instead. A window that is over is left open. Pure.
 */
export function successorForm(
  row: ReferralRow,
  content: FormContent,
  instead: string | undefined,
  now: Date,
): Omit<DraftForm, 'onBehalfOf'> {
  const { direction, purpose, origin, urgencyClass, patientId, firstVisitEncounterId, toDepartment: deptCode } = row;
  // A hand-back goes on answering the way up that it answered.
  const answered = direction === 'down' ? row.parentReferralId : null;
  return {
    ...content,
    direction,
    purpose,
    origin,
    urgencyClass,
    patientId,
    parentReferralId: answered ?? row.id,
    ...(firstVisitEncounterId ? { firstVisitEncounterId } : {}),
    // Who was refused is not led back to who refused him.
    ...(instead ? { to: { institution: instead, deptCode }, autoNext: false } : { autoNext: row.autoNext }),
    ...(row.requested ? { requested: wishAgain(row.requested, now) } : {}),
  };
}

/** Neither the doctor nor the session of the old receiver. */
function wishAgain({ doctorId: _, preferredSession: __, earliest, latest, ...wish }: Wish, now: Date) {
  return { ...wish, ...(new Date(latest) > now ? { earliest, latest } : {}) };
}

/** Where the last rejection sends the patient; undefined where it gave advice alone. */
export function alternativeOf(entries: readonly ChainedEntry[]): string | undefined {
  const { alternative } = (entries.findLast(({ event }) => event === 'rejected')?.detail ?? {}) as {
    alternative?: string;
  };
  return alternative;
}
