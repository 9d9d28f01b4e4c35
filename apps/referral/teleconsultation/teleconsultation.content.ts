import type { Attachment, Consent } from '../referral/form/head.dto.js';
import type { AskedCase, Supplement } from './teleconsultation.dto.js';

/** What is sealed of a question. */
export interface QuestionContent {
  /** All that the specialist learns of the person: neither name nor number. */
  patient: { birthDate: string; sexCode: number };
  consent: Consent;
  question: string;
  case: AskedCase;
  attachments?: Attachment[];
  /** What was told later, oldest first. */
  supplements?: { at: string; text: string }[];
}

/** The question with what the asker has added: new vital signs replace the old, results and files are appended. */
export function supplemented(content: QuestionContent, more: Supplement, now: Date): QuestionContent {
  const { text, vitals, keyResults = [], attachments = [] } = more;
  return {
    ...content,
    case: {
      ...content.case,
      ...(vitals ? { vitals } : {}),
      ...(keyResults.length > 0 ? { keyResults: [...(content.case.keyResults ?? []), ...keyResults] } : {}),
    },
    attachments: [...(content.attachments ?? []), ...attachments],
    supplements: [...(content.supplements ?? []), { at: now.toISOString(), text }],
  };
}

/** Free text of the question, of the answer, and of a step. */
export const questionContext = (id: string): string => `teleconsultation.question:${id}`;
export const answerContext = (id: string): string => `teleconsultation.answer:${id}`;
export const stepContext = (id: string, version: number): string => `teleconsultation.note:${id}:${version}`;
