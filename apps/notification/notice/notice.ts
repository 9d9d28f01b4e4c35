import type { Direction, Pool, UrgencyClass } from '#contracts/codes.js';
import type { Words } from '../words/departments.js';
import { fill, valuesOf } from '../words/fill.js';
import type { Template } from '../words/template.js';
import { TEMPLATES, type TemplateCode } from '../words/templates.js';

/** Preparations that have words of their own; `ask` stands for any other (the hospital's text may tell too much). */
export type Preparation = 'fasting' | 'bladder' | 'metal' | 'ask';

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
  /** What the patient must do before: `fasting`, `bladder`, `metal`, `ask`. */
  preparation?: Preparation;
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
  /** Another notice that it tells of. */
  noticeId?: string;
  /** Role of whoever has acted. */
  role?: string;
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

/** Fills the words of a notice from its codes. */
export function viewOf(notice: Notice): NoticeView {
  const { audience: _audience, seq: _seq, ...rest } = notice;
  const { title, text }: Template = TEMPLATES[notice.template];
  const values = { zh: valuesOf(notice, 'zh'), en: valuesOf(notice, 'en') };
  const inBoth = ({ zh, en }: Words): Words => ({ zh: fill(zh, 'zh', values.zh), en: fill(en, 'en', values.en) });
  return { ...rest, title: inBoth(title), text: inBoth(text) };
}
