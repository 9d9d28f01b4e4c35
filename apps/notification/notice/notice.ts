import type { Direction, Pool, UrgencyClass } from '#contracts/codes.js';
import { departmentName, type Words } from './departments.js';
import type { Placeholder, Template } from './template.js';
import { TEMPLATES, type TemplateCode } from './templates.js';

/** How a notice wants to be seen: `urgent` is a task of class U1 or U2 (domain §6). */
export const URGENCIES = ['urgent', 'task', 'info'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Codes, numbers and instants that a notice carries; no person, no clinical text, no revealing department. */
export interface Facts {
  direction?: Direction;
  urgencyClass?: UrgencyClass;
  /** The question before a referral that it is about. */
  teleconsultationId?: string;
  fromInstitution?: string;
  toInstitution?: string;
  department?: string;
  /** Start of the unit, ISO 8601. */
  startsAt?: string;
  place?: string;
  /** End of the hold, ISO 8601. */
  until?: string;
  dueAt?: string;
  /** Reason code of the domain. */
  reason?: string;
  position?: number;
  rung?: string;
  pool?: Pool;
  sessions?: number;
  units?: number;
  /** Local date of service. */
  day?: string;
  /** Number of an invariant, domain §7.10. */
  rule?: string;
  /** Kind of rows of the care network: `consortium-members`. */
  kind?: string;
  year?: number;
}

/** What one audience is told by one message. */
export interface Notice {
  readonly id: string;
  /** Name of the audience, see `audience.ts`. */
  readonly audience: string;
  /** 1, 2, 3 … within the audience, in the order of commit. */
  readonly seq: number;
  /** Message name without its version: `referral.offered`. */
  readonly event: string;
  readonly template: TemplateCode;
  readonly urgency: Urgency;
  readonly referralId?: string;
  readonly referralNo?: string;
  readonly facts: Facts;
  /** Business time of the event, ISO 8601 in UTC. */
  readonly occurredAt: string;
}

/** A notice as clients see it: with its words in both languages. */
export interface NoticeView extends Omit<Notice, 'audience' | 'seq'> {
  readonly title: Words;
  readonly text: Words;
}

const DIRECTION_WORDS: Readonly<Record<Direction, Words>> = {
  up: { zh: '上转', en: 'up' },
  down: { zh: '下转', en: 'down' },
  lateral: { zh: '平转', en: 'lateral' },
};

const POOL_WORDS: Readonly<Record<Pool, Words>> = {
  'expert-slot': { zh: '专家号', en: 'expert slots' },
  exam: { zh: '检查', en: 'exams' },
  'inpatient-bed': { zh: '住院床位', en: 'inpatient beds' },
  'general-slot': { zh: '普通号', en: 'general slots' },
  'day-surgery': { zh: '日间手术', en: 'day surgery' },
  'dialysis-chair': { zh: '透析床位', en: 'dialysis chairs' },
};

/** "2026-03-06 09:00" in local time: times stay instants everywhere but in texts for people. */
const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

const localTime = (instant: string | undefined): string => (instant ? LOCAL_TIME.format(new Date(instant)) : '');

type Filling = (notice: Notice, language: keyof Words) => string;

const FILLINGS: Readonly<Record<Placeholder, Filling>> = {
  no: ({ referralNo }) => referralNo ?? '',
  direction: ({ facts }, language) => (facts.direction ? DIRECTION_WORDS[facts.direction][language] : ''),
  urgency: ({ facts }) => facts.urgencyClass ?? '',
  department: ({ facts }, language) => departmentName(facts.department)[language],
  start: ({ facts }) => localTime(facts.startsAt),
  place: ({ facts }) => facts.place ?? '',
  until: ({ facts }) => localTime(facts.until),
  position: ({ facts: { position } }, language) => {
    if (!position) return '';
    return language === 'zh' ? `第 ${position} 位` : ` at place ${position}`;
  },
  rung: ({ facts }) => facts.rung ?? '',
  pool: ({ facts }, language) => (facts.pool ? POOL_WORDS[facts.pool][language] : ''),
  sessions: ({ facts }) => String(facts.sessions ?? ''),
  units: ({ facts }) => String(facts.units ?? ''),
  due: ({ facts }) => localTime(facts.dueAt),
  day: ({ facts }) => facts.day ?? '',
  rule: ({ facts }) => facts.rule ?? '',
  kind: ({ facts }) => facts.kind ?? '',
  year: ({ facts }) => String(facts.year ?? ''),
};

/** Fills the words of a notice from its codes. */
export function viewOf(notice: Notice): NoticeView {
  const { audience: _audience, seq: _seq, ...rest } = notice;
  const template: Template = TEMPLATES[notice.template];
  return { ...rest, title: fill(template.title, notice), text: fill(template.text, notice) };
}

function fill(words: Words, notice: Notice): Words {
  return { zh: fillOne(words.zh, notice, 'zh'), en: fillOne(words.en, notice, 'en') };
}

function fillOne(text: string, notice: Notice, language: keyof Words): string {
  const filled = text.replace(/\{([a-z]+)\}/g, (_, name: Placeholder) => FILLINGS[name](notice, language));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}
