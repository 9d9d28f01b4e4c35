import type { FieldError } from '#service/problem/problem.js';
import type { Network } from '../../network/network.js';
import { rankOf } from '../../network/tiers.js';
import type { Warning } from '../store/referral.row.js';
import type { Case } from '../submission/question.js';
import type { Applicant } from '../submission/submission.js';
import { attachmentFault } from './attachment.rules.js';
import { requestedFaults, toFollow } from './form.rules.js';
import type { FormLimits } from './limits.js';
import { mayReferAs, originOf } from './origin.js';
import type { SubmitReferral } from './referral.dto.js';

/** A form as it goes on, and what was left out of it on the way. */
export interface Mended {
  form: SubmitReferral;
  facts: Case;
  warnings: Warning[];
}

/**
 * An emergency is not refused for a reference that leads nowhere: a wrong visit, parent, receiver or attachment is left
 * out and kept as a warning, and the direction follows from the receiver (V01). Any other form stays as it is.
 */
export function mendEmergency(
  form: SubmitReferral,
  { principal, facts, network, now }: Applicant,
  limits: FormLimits,
): Mended {
  if (form.urgencyClass !== 'U1' || form.direction === 'down') return { form, facts, warnings: [] };
  const left: FieldError[] = [];
  const drop = (field: string, message: string, code = 'unknown') => left.push({ field, code, message });
  // Whoever is in danger needs nobody's approval to leave the network (V04).
  const mended = { ...form, approvalId: undefined };
  const known = { ...facts };
  if (!mayReferAs(form.origin, principal.roles)) {
    drop('origin', `Your role does not refer as ${form.origin}.`, 'not-your-role');
    mended.origin = originOf(principal.roles);
  }
  if (form.down) {
    drop('down', 'An emergency is not handed back: this part belongs to another direction.', 'foreign');
    mended.down = undefined;
  }
  if (form.teleconsultationId && !facts.teleconsultation) {
    drop('teleconsultationId', 'Your house has no answered teleconsultation of this patient.');
    mended.teleconsultationId = undefined;
  }
  if (form.firstVisitEncounterId && facts.visit?.patientId !== facts.patientId) {
    drop('firstVisitEncounterId', 'This patient has no such visit.');
    mended.firstVisitEncounterId = undefined;
    known.visit = null;
  }
  if (form.parentReferralId && facts.parent?.patientId !== facts.patientId) {
    drop('parentReferralId', 'This patient has no such referral.');
    mended.parentReferralId = undefined;
    known.parent = null;
  }
  const isKnown = ({ institution }: { institution: string }) => network.institution(institution) !== undefined;
  if (form.to && !isKnown(form.to)) {
    drop('to.institution', `There is no institution ${form.to.institution} in the network.`);
    mended.to = undefined;
  }
  if (form.alternatives) mended.alternatives = form.alternatives.filter(isKnown);
  if (mended.to?.deptCode && form.requested && mended.to.deptCode !== form.requested.deptCode) {
    drop('to.deptCode', '`to` and `requested` name different departments.', 'contradiction');
    mended.to = { ...mended.to, deptCode: undefined };
  }
  if (form.attachments) {
    mended.attachments = form.attachments.filter((one, at) => {
      const fault = attachmentFault(one, limits);
      if (fault) drop(`attachments.${at}.${fault.field}`, fault.message, fault.code);
      return !fault;
    });
  }
  if (form.requested && requestedFaults(form.requested, now).length > 0) {
    drop('requested', 'Nothing can be looked for in this window.', 'window');
    mended.requested = undefined;
  }
  mended.direction = directionTo(network, principal.institution, mended) ?? form.direction;
  return { form: mended, facts: known, warnings: left.map(toFollow) };
}

/** V01 for U1: the direction follows from where the patient goes. */
function directionTo(network: Network, from: string, { to }: SubmitReferral): 'up' | 'lateral' | undefined {
  const [sender, receiver] = [network.institution(from), to && network.institution(to.institution)];
  if (!sender || !receiver) return undefined;
  const step = rankOf(receiver.type) - rankOf(sender.type);
  if (step === 0) return 'lateral';
  return step > 0 ? 'up' : undefined;
}
