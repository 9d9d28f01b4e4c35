import type { Role } from '#contracts/codes.js';
import { httpValidation, validationFailed } from '#service/http/validation.js';
import { type FieldError, Problem } from '#service/problem/problem.js';
import type { Origin } from './form.codes.js';
import { originOf } from './origin.js';
import { SubmitReferral } from './referral.dto.js';

const PIPE = httpValidation();

/** Without these nobody knows who goes, and why (V13). */
const ESSENTIAL = ['patientId', 'urgencyClass', 'up', 'up.chiefComplaint'];

/** Parts lie at most three deep: each round takes away what is wrong, or the part that it made incomplete. */
const ROUNDS = 5;

/** A form as it was received, and what of an emergency's form was left out or assumed. */
export interface ReceivedForm {
  form: SubmitReferral;
  unread: FieldError[];
}

/**
 * Reads the body of `POST /v1/referrals`. Wrong, unknown and missing fields refuse it, but for an emergency: there all
 * that is not essential is left out and named, and is to be completed within 24 hours (V13).
 * @param at instant of the waiver that an emergency without consent is taken for
 * @throws Problem 400 with every wrong field
 */
export async function readForm(body: unknown, roles: readonly Role[], at: Date): Promise<ReceivedForm> {
  if (!isRecord(body) || body.urgencyClass !== 'U1' || body.direction === 'down') {
    return { form: await validated(body), unread: [] };
  }
  const assumed = assumptions(originOf(roles), at);
  const unread = Object.keys(assumed)
    .filter((field) => body[field] === undefined)
    .map((field) => ({ field, code: 'required', message: 'Assumed, as it was not said.' }));
  let said = structuredClone(body);
  for (let round = 0; round < ROUNDS; round += 1) {
    const form = { ...assumed, ...said };
    const faults = await faultsOf(form);
    if (faults.length === 0) return { form: await validated(form), unread };
    if (faults.some(({ field }) => ESSENTIAL.includes(field))) throw validationFailed(faults);
    unread.push(...faults);
    said = faults.reduce((rest, { field }) => without(rest, field.split('.')) as Record<string, unknown>, said);
  }
  return { form: await validated({ ...assumed, ...said }), unread };
}

/** What an emergency is taken for where its form does not say it. */
function assumptions(origin: Origin, at: Date) {
  const consent = { type: 'emergency-waiver', at: at.toISOString(), method: 'verbal-witnessed' };
  return { direction: 'up', purpose: 'transfer', origin, consent };
}

const validated = (body: unknown): Promise<SubmitReferral> =>
  PIPE.transform(isRecord(body) ? body : {}, { type: 'body', metatype: SubmitReferral }) as Promise<SubmitReferral>;

async function faultsOf(body: unknown): Promise<FieldError[]> {
  try {
    await validated(body);
    return [];
  } catch (error) {
    if (error instanceof Problem) return [...(error.errors ?? [])];
    throw error;
  }
}

/** The value without what the path leads to; without the whole part where the part lacks it. */
function without(value: unknown, [first = '', ...rest]: string[]): unknown {
  if (Array.isArray(value)) {
    const at = Number(first);
    const kept = rest.length > 0 && has(value[at], rest) ? [without(value[at], rest)] : [];
    return [...value.slice(0, at), ...kept, ...value.slice(at + 1)];
  }
  if (!isRecord(value)) return value;
  const { [first]: part, ...others } = value;
  return rest.length > 0 && has(part, rest) ? { ...others, [first]: without(part, rest) } : others;
}

/** Whether there is something at the path, or a part on the way to it that can be left out by itself. */
function has(value: unknown, [first = '', ...rest]: string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const part: unknown = Reflect.get(value, first);
  if (part === undefined) return false;
  return rest.length === 0 || typeof part !== 'object' || part === null || has(part, rest) || Array.isArray(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
