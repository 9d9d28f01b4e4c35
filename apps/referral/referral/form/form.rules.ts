import type { FieldError } from '#service/problem/problem.js';
import { evidenceFaults } from '../../gate/exemption/evidence.js';
import type { Warning } from '../store/referral.row.js';
import { downFaults } from './down.rules.js';
import { headFaults } from './head.rules.js';
import type { FormLimits } from './limits.js';
import { mayReferAs } from './origin.js';
import type { Requested, SubmitReferral } from './referral.dto.js';
import { upFaults } from './up.rules.js';

/** What a form is looked at with. */
export interface FormSetting {
  /** Of the caller. */
  roles: readonly string[];
  county: string;
  birthDate: string;
  now: Date;
  limits: FormLimits;
  /** The form of an emergency that was submitted then is complete now: nothing is to follow any more (T37). */
  completed?: { submittedAt: Date };
}

/**
 * Everything that is wrong with a form by itself, before anybody's rights and the network are looked at. An emergency is
 * not held up by what is missing or doubtful in consent, body and window: that is kept as warnings (V12, V13).
 */
export function formFaults(form: SubmitReferral, at: FormSetting): { errors: FieldError[]; warnings: Warning[] } {
  const errors = [...originFaults(form, at.roles), ...bodyFaults(form)];
  const parts = [...headFaults(form, at), ...partFaults(form, at)];
  if (form.urgencyClass !== 'U1') return { errors: [...errors, ...parts], warnings: scansPending(form) };
  return { errors, warnings: [...parts.map(toFollow), ...scansPending(form)] };
}

/** A broken rule that does not stop an emergency: kept with the referral until the form is complete. */
export function toFollow({ field, code, message, rule = 'V13' }: FieldError): Warning {
  return { rule, code, message: `${field}: ${message}`, field };
}

function scansPending({ attachments = [] }: SubmitReferral): Warning[] {
  return attachments.flatMap(({ scan }, at) => {
    if (scan !== 'pending') return [];
    const message = 'The file has not been searched for malware yet.';
    return [{ rule: '§4.4', code: 'scan-pending', message, field: `attachments.${at}.scan` }];
  });
}

function originFaults({ origin }: SubmitReferral, roles: readonly string[]): FieldError[] {
  if (mayReferAs(origin, roles)) return [];
  return [{ field: 'origin', code: 'not-your-role', message: `Your role does not refer as ${origin}.` }];
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

/** What the parts that hold the clinical content must say, each by itself. */
export function partFaults(form: SubmitReferral, at: FormSetting): FieldError[] {
  const { direction, up, down, requested, urgencyClass } = form;
  const faults: FieldError[] = evidenceFaults(form.evidence, at.now);
  if (direction !== 'down' && up) faults.push(...upFaults(form, up, at));
  if (direction === 'down' && down) faults.push(...downFaults(down, at));
  if (requested && !at.completed) faults.push(...requestedFaults(requested, at.now));
  else if (!requested && direction !== 'down' && urgencyClass !== 'U1') {
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
