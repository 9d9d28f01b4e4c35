import type { UnitWanted } from '#contracts/parts.js';
import { type FieldError, rulesBroken } from '#service/problem/problem.js';
import { route } from '../../routing/route.js';
import { decisionTimes, validUntil } from '../deadline/deadline.js';
import { termsAt } from '../deadline/terms.js';
import { requestedFaults } from '../form/form.rules.js';
import type { Requested, SubmitReferral } from '../form/referral.dto.js';
import { bundleOf, groupOf } from '../road/leaving.js';
import { questionOf, requestOf } from '../submission/question.js';
import { candidatesWith, describeReceiver, withBundle } from '../submission/receiver.js';
import { type Applicant, brokenRules, examine, nobody, senderOf, windowFaults } from '../submission/submission.js';
import type { DraftForm, HoldWish } from './draft.dto.js';

const NEEDED = ['direction', 'urgencyClass', 'origin'] as const;

/** What a form hold asks reservation for, and of whom. */
export interface FormHoldWish {
  wanted: UnitWanted;
  to: { county: string; institution: string };
}

/**
 * Judges what of the form decides about a unit: V01–V06, and with V05 whether it may come out of the reserve (domain
 * §7.5). What only the submission needs may still be missing. Pure.
 * @throws Problem 403 without the right to refer, 422 with every rule that is broken
 */
export function judgeFormHold(draft: DraftForm, wish: HoldWish, applicant: Applicant): FormHoldWish {
  const { principal, network, now, facts, outlooks } = applicant;
  const from = senderOf(applicant);
  const form = completed(draft, wish);
  const question = questionOf(form, facts, from, now);
  const explanation = route(network, requestOf(network, question, form, facts, now), now, outlooks);
  const capable = withBundle(
    network,
    question,
    explanation.ranked.map(({ institution }) => institution),
  );
  const named = form.to?.institution;
  const choices = named === undefined ? capable : [named];
  const first = choices[0];
  if (first === undefined) throw brokenRules([nobody(question, explanation)], capable);
  const errors = [
    ...requestedFaults(form.requested, now),
    ...examine(network, question, first, 'to.institution').errors,
  ];
  const to = network.institution(first);
  const terms = termsAt(network, { county: principal.county, institution: first }, now);
  const until = validUntil({ ...form, purpose: draft.purpose ?? 'visit' }, now, terms);
  errors.push(...windowFaults(form, until));
  if (errors.length > 0 || !to) throw brokenRules(errors, capable);
  const { entitlement } = describeReceiver(network, question, to).right;
  const { pool, doctorId, earliest, latest } = question.wish ?? form.requested;
  return {
    to: { county: to.county, institution: to.code },
    wanted: {
      entitlement,
      urgencyClass: form.urgencyClass,
      pool,
      group: groupOf(form.requested),
      ...(doctorId ? { doctorId } : {}),
      earliest,
      latest,
      decideBy: decisionTimes(form, now, terms).decideBy.toISOString(),
      validUntil: (until ?? new Date(latest)).toISOString(),
      candidates: candidatesWith(entitlement, network, question, choices),
      ...bundleOf(form.requested),
      referringInstitution: from.code,
    },
  };
}

type Completed = Pick<SubmitReferral, 'direction' | 'urgencyClass' | 'origin' | 'to' | 'up'> & { requested: Requested };

/** @throws Problem 422 with every field that is missing, or for an emergency: it is submitted at once */
export function completed(draft: DraftForm, wish: HoldWish): Completed {
  const requested = wish.requested ?? wholeWish(draft);
  const { direction, urgencyClass, origin } = draft;
  const missing: string[] = NEEDED.filter((field) => draft[field] === undefined);
  if (!requested) missing.push('requested');
  const errors: FieldError[] = missing.map((field) => {
    return { field, code: 'required', message: 'The draft must say this before a unit can be held.' };
  });
  if (urgencyClass === 'U1') {
    const message = 'An emergency takes its unit when it is submitted, at once.';
    errors.push({ field: 'urgencyClass', code: 'not-for-u1', message });
  }
  if (errors.length > 0 || !direction || !urgencyClass || !origin || !requested) {
    const detail = 'No unit can be held for this form yet: see errors.';
    throw rulesBroken(detail, errors);
  }
  const up = draft.up?.reasonCode ? { reasonCode: draft.up.reasonCode } : undefined;
  return {
    direction,
    urgencyClass,
    origin,
    requested,
    to: wish.to ?? draft.to,
    ...(up ? { up: up as Completed['up'] } : {}),
  };
}

function wholeWish({ requested }: DraftForm): Requested | undefined {
  if (!requested) return undefined;
  const { pool, deptCode, earliest, latest } = requested;
  return pool && deptCode && earliest && latest ? { ...requested, pool, deptCode, earliest, latest } : undefined;
}
