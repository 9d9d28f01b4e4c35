import { IntlMessageFormat } from 'intl-messageformat';
import type { Direction, Pool } from '#contracts/codes.js';
import type { Language } from '../delivery/delivery.js';
import type { Notice } from '../notice/notice.js';
import { departmentName, type Words } from './departments.js';
import { kindName } from './kinds.js';
import type { Placeholder } from './template.js';

const DIRECTIONS: Readonly<Record<Direction, Words>> = {
  up: { zh: '上转', en: 'up' },
  down: { zh: '下转', en: 'down' },
  lateral: { zh: '平转', en: 'lateral' },
};

const POOLS: Readonly<Record<Pool, Words>> = {
  'expert-slot': { zh: '专家号', en: 'expert slots' },
  exam: { zh: '检查', en: 'exams' },
  'inpatient-bed': { zh: '住院床位', en: 'inpatient beds' },
  'general-slot': { zh: '普通号', en: 'general slots' },
  'day-surgery': { zh: '日间手术', en: 'day surgery' },
  'dialysis-chair': { zh: '透析床位', en: 'dialysis chairs' },
};

/** Value of a text that is not known, for `{place, select, none {…} other {…}}`. */
const NONE = 'none';

/** "2026-03-06 09:00" in local time: times stay instants everywhere but in texts for people. */
const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

const localTime = (instant: string | undefined): string => (instant ? LOCAL_TIME.format(new Date(instant)) : '');

export type Values = Readonly<Record<Placeholder, string | number>>;

/** What the words of a notice are filled with; `hospital` is known only at the moment of sending. */
export function valuesOf({ facts, referralNo }: Pick<Notice, 'facts' | 'referralNo'>, language: Language): Values {
  return {
    no: referralNo ?? NONE,
    direction: facts.direction ? DIRECTIONS[facts.direction][language] : '',
    urgency: facts.urgencyClass ?? '',
    department: departmentName(facts.department)[language],
    start: localTime(facts.startsAt),
    place: facts.place ?? NONE,
    hospital: NONE,
    preparation: facts.preparation ?? NONE,
    until: localTime(facts.until),
    position: facts.position ?? 0,
    rung: facts.rung ?? '',
    pool: facts.pool ? POOLS[facts.pool][language] : '',
    sessions: facts.sessions ?? 0,
    units: facts.units ?? 0,
    due: localTime(facts.dueAt),
    day: facts.day ?? '',
    rule: facts.rule ?? '',
    kind: kindName(facts.kind)[language],
    year: String(facts.year ?? ''),
  };
}

/** Messages are parsed once: the catalogue is finite. */
const parsed = new Map<string, IntlMessageFormat>();

export function parse(text: string, language: Language): IntlMessageFormat {
  const key = `${language} ${text}`;
  const known = parsed.get(key) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  parsed.set(key, known);
  return known;
}

/** Fills one ICU message; the first letter becomes a capital, as a value may begin the sentence. */
export function fill(text: string, language: Language, values: Values): string {
  const filled = String(parse(text, language).format(values)).trim();
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}
