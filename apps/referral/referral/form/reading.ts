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
  let said = withinLength(structuredClone(body), unread);
  for (let round = 0; round < ROUNDS; round += 1) {
    const form = { ...assumed, ...said };
    const faults = await faultsOf(form);
    if (faults.length === 0) return { form: await validated(form), unread };
    if (faults.some(({ field }) => ESSENTIAL.includes(field))) throw validationFailed(faults);
    unread.push(...faults);
    for (const field of new Set(faults.map((fault) => fault.field))) {
      const path = field.split('.');
      const rest = isThere(said, path.slice(0, -1)) ? without(said, path) : said;
      if (isRecord(rest)) said = rest;
    }
    said = withoutGaps(said) as Record<string, unknown>;
  }
  return { form: await validated({ ...assumed, ...said }), unread };
}

/** Longest complaint, in characters. */
const COMPLAINT = 100;

/** A complaint that runs on is cut: whoever writes it has no time to count. */
function withinLength(said: Record<string, unknown>, unread: FieldError[]): Record<string, unknown> {
  const { up } = said;
  if (!isRecord(up) || typeof up.chiefComplaint !== 'string' || up.chiefComplaint.length <= COMPLAINT) return said;
  unread.push({ field: 'up.chiefComplaint', code: 'is-length', message: `Cut to ${COMPLAINT} characters.` });
  return { ...said, up: { ...up, chiefComplaint: up.chiefComplaint.slice(0, COMPLAINT) } };
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

/**
 * The value without what the path leads to; where that is missing, without the part that lacks it, which comes back as
 * undefined to whoever holds the part.
 */
function without(value: unknown, [first = '', ...rest]: string[]): unknown {
  if (!isPart(value)) return undefined;
  const part: unknown = Reflect.get(value, first);
  if (part === undefined) return undefined;
  const kept = rest.length > 0 ? without(part, rest) : undefined;
  // A gap, so that the next path still finds its line; the round ends without gaps.
  if (Array.isArray(value)) return value.map((one: unknown, at) => (String(at) === first ? (kept ?? null) : one));
  const { [first]: _, ...others } = value as Record<string, unknown>;
  return kept === undefined ? others : { ...others, [first]: kept };
}

function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== null).map(withoutGaps);
  if (!isPart(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutGaps(part)]));
}

/** Whether an earlier fault has left the part in place. */
const isThere = (value: unknown, path: readonly string[]): boolean =>
  isPart(path.reduce<unknown>((part, name) => (isPart(part) ? Reflect.get(part, name) : undefined), value));

const isPart = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isRecord = (value: unknown): value is Record<string, unknown> => isPart(value) && !Array.isArray(value);
