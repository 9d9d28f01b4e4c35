import type { Channel, Language } from '../delivery/delivery.js';
import type { Notice } from '../notice/notice.js';
import { fill, type Values, valuesOf } from './fill.js';
import { type Template, words } from './template.js';
import { TEMPLATES } from './templates.js';

/** What is known only at the moment of sending, and kept nowhere. */
export interface Known {
  /** Public name of the hospital; absent where the name itself reveals something. */
  readonly hospital?: string;
}

/** What leaves the house on one channel. */
export interface Message {
  /** Subject of an e-mail, title of a push message; an SMS and a call have none. */
  readonly subject: string;
  readonly text: string;
}

/** What an SMS says of a notice that the app tells in full. */
const SIGN_IN = words(
  '{no, select, none {} other {（{no}）}}，请登录分级诊疗平台查看。',
  '{no, select, none {} other { ({no})}}. Please sign in to read it.',
);

/** Reads well at the end of an e-mail, which shows the same text as the app. */
const FOOTER = words('请登录分级诊疗平台处理。', 'Please sign in to act on it.');

/** The words of a notice for one channel in one language; what each channel may say stands in `leak.ts`. Pure. */
export function compose(notice: Notice, channel: Channel, language: Language, known: Known = {}): Message {
  const template: Template = TEMPLATES[notice.template];
  const values = { ...valuesOf(notice, language), ...(known.hospital ? { hospital: known.hospital } : {}) };
  const subject = fill(template.title[language], language, values);
  if (channel === 'email')
    return { subject, text: `${fill(template.text[language], language, values)}\n${FOOTER[language]}` };
  return { subject, text: short(template, subject, language, values) };
}

function short({ sms }: Template, title: string, language: Language, values: Values): string {
  if (sms) return fill(sms[language], language, values);
  return title + fill(SIGN_IN[language], language, values);
}
