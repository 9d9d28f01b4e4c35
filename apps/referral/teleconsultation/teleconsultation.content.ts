import type { AskedPersonView, QuestionView, Supplement } from './teleconsultation.dto.js';

/** What is sealed of a question; supplements stand oldest first. */
export interface QuestionContent extends QuestionView {
  patient: AskedPersonView;
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
