import type { Schema } from '../api/client';
import { measured, type Typed } from '../vital/measured';
import type { Values } from './values';

/** Empty lists that are an answer: every danger sign was looked for, and none is there. */
const ANSWERS = ['findings.symptoms'];

/** What was typed without what was left empty: the API takes a missing field, and no empty text. */
export function filled(value: unknown, path = ''): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => filled(item, path)).filter((item) => item !== undefined);
    return items.length > 0 || ANSWERS.includes(path) ? items : undefined;
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const kept = filled(part, path ? `${path}.${name}` : name);
    return kept === undefined ? [] : [[name, kept]];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/**
 * The form as the API takes it.
 * @param now ISO instant of vital signs whose time nobody typed
 */
export function bodyOf(values: Values, now: string): Values {
  const { up, requested, criticalCentre, overrule, ...head } = values;
  const urgent = values.urgencyClass === 'U1' || values.urgencyClass === 'U2';
  const vitals = measured(up?.vitals as Typed, now);
  const { reasonCode } = up ?? {};
  const maternal = reasonCode?.includes('maternal-risk') ? up?.maternal : undefined;
  const disease = up?.infectious?.suspected ? up.infectious.disease : undefined;
  const infectious = up?.infectious && { ...up.infectious, disease };
  const { examItem, bedClass, ...wish } = requested ?? {};
  const whole = {
    ...head,
    ...(urgent ? { criticalCentre } : {}),
    ...(overrule?.reason ? { overrule } : {}),
    requested: {
      ...wish,
      ...(wish.pool === 'exam' ? { examItem } : {}),
      ...(wish.pool === 'inpatient-bed' ? { bedClass } : {}),
    },
    up: { ...up, vitals, maternal, infectious },
  };
  return filled(whole) as Values;
}

/**
 * The body without the fields that were refused: a half-typed telephone number keeps nothing else from being saved. Where
 * a field is missing that its part needs, the part goes.
 */
export function without(body: Values, fields: readonly string[]): Values {
  const copy = structuredClone(body);
  for (const field of fields) drop(copy, field.split('.'));
  return filled(copy) as Values;
}

function drop(whole: object, path: readonly string[]): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((part, name) => (isPart(part) ? Reflect.get(part, name) : undefined), whole);
  const name = path.at(-1);
  if (name === undefined) return;
  // A place in a list stays, so that the places after it keep their numbers for the other faults.
  if (!isPart(holder) || !Reflect.has(holder, name)) drop(whole, path.slice(0, -1));
  else if (Array.isArray(holder)) holder[Number(name)] = undefined;
  else Reflect.deleteProperty(holder, name);
}

const isPart = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** An emergency goes with what there is; what has to do with a wish for a unit only would hold it up. */
export function emergencyBody(body: Values): Values {
  const { requested, ...rest } = body;
  return requested?.deptCode ? body : rest;
}

/**
 * What is sent: the draft names the doctor for whom it was written, who signs himself.
 * @param at ISO instant of the first try
 */
export function submissionOf(typed: Values, at: string, draftId: string | undefined): Schema<'SubmitReferral'> {
  const whole = bodyOf(typed, at);
  const { onBehalfOf: _, ...body } = typed.urgencyClass === 'U1' ? emergencyBody(whole) : whole;
  return { ...body, ...(draftId ? { draftId } : {}) } as Schema<'SubmitReferral'>;
}
