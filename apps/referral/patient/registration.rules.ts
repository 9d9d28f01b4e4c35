import type { FieldError } from '#service/problem/problem.js';
import { isPhoneIn } from '../referral/form/phone.js';
import { idCardFault, isKnownDivision, readIdCard } from './identity-card.js';
import type { RegisterPatient, RegistrationWarning } from './registration.dto.js';

/** V10 and what the fields of a person must say together (domain §4.2). @param demo the database holds the demo county */
export function registrationFaults(
  form: RegisterPatient,
  county: string,
  today: string,
  demo: boolean,
): { errors: FieldError[]; warnings: RegistrationWarning[] } {
  const { idType, idNo, birthDate, phone, divisionCode } = form;
  const errors: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => errors.push({ field, code, message, rule: 'V10' });
  if (birthDate < '1900-01-01' || birthDate > today) {
    refuse('birthDate', 'range', 'A date of birth lies between 1900-01-01 and today.');
  }
  if (!isPhoneIn(county, phone)) errors.push(WRONG_PHONE);
  if (!isKnownDivision(divisionCode, demo)) refuse('divisionCode', 'division', 'There is no such division.');
  if (idType === '99' && idNo.startsWith('TMP')) {
    refuse('idNo', 'temporary', 'A temporary number is given to an emergency with its referral.');
  }
  if (idType !== '01') return { errors, warnings: [] };
  const fault = idCardFault(idNo, today, demo);
  if (fault) return { errors: [...errors, { field: 'idNo', code: fault, message: WRONG, rule: 'V10' }], warnings: [] };
  const card = readIdCard(idNo);
  if (card.birthDate !== birthDate) refuse('birthDate', 'other-than-card', 'The number says another date of birth.');
  return { errors, warnings: card.sexCode === form.sexCode ? [] : [OTHER_SEX] };
}

export const WRONG_PHONE: FieldError = {
  field: 'phone',
  code: 'phone',
  message: 'This is no telephone number.',
  rule: 'V10',
};
const WRONG = 'This is not a valid ID card number.';
const OTHER_SEX: RegistrationWarning = {
  rule: 'V10',
  code: 'sex',
  field: 'sexCode',
  message: 'The number says another sex.',
};
