import type { FieldError } from '#service/problem/problem.js';
import { type FormSetting, partFaults } from './form.rules.js';
import { headFaults } from './head.rules.js';
import type { SubmitReferral } from './referral.dto.js';

/** What of a form can still be completed after an emergency has left; its route and its unit are settled. */
export type CompletedForm = Pick<
  SubmitReferral,
  'direction' | 'purpose' | 'origin' | 'urgencyClass' | 'patientId' | 'consent' | 'up'
> &
  Partial<SubmitReferral>;

/**
 * What the form of an emergency lacks to be complete (T37, domain §5.3 step 5): every field that any other referral holds
 * from the beginning, the consent in place of the waiver, and vital signs. Empty = complete.
 * @param at `completed` says when the referral was submitted
 */
export function completionFaults(form: CompletedForm, at: FormSetting & { completed: object }): FieldError[] {
  const faults = [...headFaults(form, at), ...partFaults(form, at)];
  if (form.up) return faults;
  return [...faults, { field: 'up', code: 'required', message: 'The form itself is missing.', rule: 'V13' }];
}
