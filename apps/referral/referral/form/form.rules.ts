import type { FieldError } from '#service/problem/problem.js';
import { ageInYears } from '../../gate/exemption.js';
import { localDate } from '../../network/local-date.js';
import type { Warning } from '../store/referral.row.js';
import { downFaults } from './down.rules.js';
import type { Origin } from './form.codes.js';
import type { Requested, SubmitReferral } from './referral.dto.js';
import { upFaults } from './up.rules.js';

/** Below this age a guardian consents (V12). */
const OF_CONSENT = 14;

/** Roles that may refer with an origin (domain §4.1); a person without a doctor has none. */
const ORIGIN_ROLES: Record<Origin, readonly string[]> = {
  'family-doctor': ['family-doctor'],
  'primary-other': ['primary-doctor', 'family-doctor'],
  hospital: ['hospital-doctor'],
  'elder-care': ['family-doctor', 'primary-doctor'],
  prehospital: ['hospital-doctor'],
  self: ['family-doctor', 'primary-doctor'],
};

/**
 * Everything that is wrong with a form by itself, before anybody's rights and the network are looked at. An emergency is
 * not held up by what is missing or doubtful in consent, body and window: that is kept as warnings (V12, V13).
 */
export function formFaults(
  form: SubmitReferral,
  roles: readonly string[],
  birthDate: string,
  now: Date,
): { errors: FieldError[]; warnings: Warning[] } {
  const errors = [...originFaults(form, roles), ...bodyFaults(form)];
  const parts = [...consentFaults(form, birthDate, now), ...partFaults(form, now)];
  if (form.urgencyClass !== 'U1') return { errors: [...errors, ...parts], warnings: [] };
  return { errors, warnings: parts.map(toFollow) };
}

function toFollow({ field, code, message, rule = 'V13' }: FieldError): Warning {
  return { rule, code, message: `${field}: ${message}` };
}

function originFaults({ origin }: SubmitReferral, roles: readonly string[]): FieldError[] {
  if (ORIGIN_ROLES[origin].some((role) => roles.includes(role))) return [];
  return [{ field: 'origin', code: 'not-your-role', message: `Your role does not refer as ${origin}.` }];
}

function consentFaults({ consent, urgencyClass }: SubmitReferral, birthDate: string, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string, rule: string) =>
    faults.push({ field: `consent.${field}`, code, message, rule });
  if (consent.type === 'emergency-waiver') {
    if (urgencyClass !== 'U1') refuse('type', 'waiver', 'Only U1 may go without consent.', 'V12');
  } else if (consent.type !== 'guardian' && ageInYears(birthDate, localDate(now)) < OF_CONSENT) {
    refuse('type', 'guardian', 'Below 14 years a guardian consents.', 'V12');
  }
  if (new Date(consent.at) > now) refuse('at', 'future', 'The consent comes before the referral.', 'V11');
  return faults;
}

function bodyFaults(form: SubmitReferral): FieldError[] {
  const { direction, up, down, urgencyClass } = form;
  const wanted = direction === 'down' ? 'down' : 'up';
  const other = wanted === 'up' ? down : up;
  const faults: FieldError[] = [];
  if (!form[wanted]) {
    const message = `A referral ${direction} needs its form.`;
    faults.push({ field: wanted, code: 'required', message, ...(urgencyClass === 'U1' ? { rule: 'V13' } : {}) });
  }
  if (other) {
    faults.push({
      field: wanted === 'up' ? 'down' : 'up',
      code: 'foreign',
      message: 'This form belongs to another direction.',
    });
  }
  if (wanted === 'down' && urgencyClass === 'U1') {
    const message = 'An emergency is not handed back: the team must accept before the patient leaves.';
    faults.push({ field: 'urgencyClass', code: 'not-down', message, rule: 'V15' });
  }
  return faults;
}

function partFaults({ direction, up, down, requested, urgencyClass }: SubmitReferral, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  if (direction !== 'down' && up) faults.push(...upFaults(up, urgencyClass, now));
  if (direction === 'down' && down) faults.push(...downFaults(down, now));
  if (requested) faults.push(...requestedFaults(requested, now));
  else if (direction !== 'down' && urgencyClass !== 'U1') {
    faults.push({ field: 'requested', code: 'required', message: 'Say what the patient needs and when.' });
  }
  return faults;
}

/** What is wrong with a window or with what is wanted in it. */
export function requestedFaults(requested: Requested, now: Date): FieldError[] {
  const { earliest, latest } = requested;
  const faults: FieldError[] = [...kindFaults(requested, 'requested'), ...bundleFaults(requested)];
  if (new Date(latest) <= new Date(earliest)) {
    faults.push({ field: 'requested.latest', code: 'order', message: '`latest` comes after `earliest`.' });
  }
  if (new Date(latest) <= now) {
    faults.push({ field: 'requested.latest', code: 'past', message: 'The window is over.' });
  }
  return faults;
}

function kindFaults({ pool, examItem, bedClass }: Kind, field: string): FieldError[] {
  if (pool === 'exam' && !examItem)
    return [{ field: `${field}.examItem`, code: 'required', message: 'An exam needs its item.' }];
  if (pool === 'inpatient-bed' && !bedClass)
    return [{ field: `${field}.bedClass`, code: 'required', message: 'A bed needs its class.' }];
  return [];
}

type Kind = Pick<Requested, 'pool' | 'examItem' | 'bedClass'>;

/** One unit of a kind for one referral: a part never asks for what the main unit or another part asks for. */
function bundleFaults(requested: Requested): FieldError[] {
  const nameOf = ({ pool, deptCode = requested.deptCode, examItem, bedClass }: Kind & { deptCode?: string }) =>
    [pool, pool === 'exam' ? examItem : deptCode, bedClass].join(' ');
  const seen = new Set([nameOf(requested)]);
  return (requested.bundle ?? []).flatMap((part, at) => {
    const field = `requested.bundle.${at}`;
    const name = nameOf(part);
    const repeated = seen.has(name);
    seen.add(name);
    const message = 'A referral has one unit of a kind.';
    return [...kindFaults(part, field), ...(repeated ? [{ field, code: 'repeated', message }] : [])];
  });
}
