import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { rulesBroken } from '#service/problem/problem.js';
import { unusable } from '../../approval/approval.js';
import { lockApproval, useApproval } from '../../approval/approval.store.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { type Case, departmentOf } from './question.js';

/**
 * The case with the approval that its form names, locked until commit: it serves one referral (V04).
 * @throws Problem 422 for one of another patient, sender, direction or department, refused, over or used
 */
export async function withApproval(
  tx: EntityManager,
  { county, institution: fromInstitution }: Principal,
  form: SubmitReferral,
  facts: Case,
  now: Date,
): Promise<Case> {
  if (!form.approvalId) return facts;
  const approval = await lockApproval(tx, county, form.approvalId);
  const { patientId, direction } = form;
  const message = unusable(approval, { patientId, direction, deptCode: departmentOf(form), fromInstitution }, now);
  if (approval && !message) return { ...facts, approved: approval.toInstitution };
  const errors = [{ field: 'approvalId', code: 'not-usable', message: message ?? '', rule: 'V04' }];
  throw rulesBroken('This approval does not cover the referral.', errors);
}

/** Notes that the approval has served this referral. */
export async function noteApproval(
  tx: EntityManager,
  { county }: Principal,
  { approvalId }: SubmitReferral,
  referralId: string,
): Promise<void> {
  if (approvalId) await useApproval(tx, county, approvalId, referralId);
}
