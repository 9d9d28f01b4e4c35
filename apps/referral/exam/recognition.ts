import type { UrgencyClass } from '#contracts/codes.js';
import type { FieldError } from '#service/problem/problem.js';
import type { Place } from '#service/rules/policy.js';
import type { RepeatedExam } from '../referral/form/head.dto.js';
import { spanOf } from '../referral/form/limits.js';
import type { Wish } from '../referral/store/referral.row.js';
import type { CareRules } from '../rules/care-rules.js';
import type { ExamKind } from './exam-order.js';

/** A recognised result as whoever wants to book the exam again is told of it: no clinical text. */
export interface RecognisedResult {
  examOrderId: string;
  item: string;
  kind: ExamKind;
  performingInstitution: string;
  reportingInstitution: string;
  performedAt: string;
  /** Null: it holds without an end. */
  validUntil: string | null;
}

type Performed = Omit<RecognisedResult, 'performedAt' | 'validUntil'> & { performedAt: Date };

const NO_WINDOW = 'none';

/** Results that still hold (domain §4.7): from the exam itself as long as the window of its kind; the newest first. */
export function stillValid(results: readonly Performed[], rules: CareRules, place: Place, day: string, now: Date) {
  return results.flatMap((result): RecognisedResult[] => {
    const key = `recognition.window.${result.kind}`;
    const window = rules.value(key, place, day);
    const performedAt = result.performedAt.toISOString();
    if (window === undefined) return [];
    if (window === NO_WINDOW) return [{ ...result, performedAt, validUntil: null }];
    const until = new Date(result.performedAt.getTime() + spanOf(rules.duration(key, place, day)));
    return until > now ? [{ ...result, performedAt, validUntil: until.toISOString() }] : [];
  });
}

/** An exam that is asked for, and the field that asks for it. */
export interface WantedExam {
  item: string;
  field: string;
}

/** The exams of a wish: the main unit and the parts of its bundle. */
export function examsOf(wish: Pick<Wish, 'pool' | 'examItem' | 'bundle'> | null | undefined): WantedExam[] {
  if (!wish) return [];
  const main = { ...wish, field: 'requested.examItem' };
  const parts = (wish.bundle ?? []).map((part, at) => ({ ...part, field: `requested.bundle.${at}.examItem` }));
  return [main, ...parts].flatMap(({ pool, examItem, field }) =>
    pool === 'exam' && examItem ? [{ item: examItem, field }] : [],
  );
}

/** Exams that a recognised result makes needless, and no reason is given why they are done again. */
export function needlessExams(
  wanted: readonly WantedExam[],
  valid: readonly RecognisedResult[],
  given: readonly Pick<RepeatedExam, 'item' | 'reason' | 'text'>[],
): FieldError[] {
  return wanted.flatMap(({ item, field }): FieldError[] => {
    const result = valid.find((one) => one.item === item);
    if (!result) return [];
    const at = given.findIndex((one) => one.item === item);
    if (at < 0) return [{ field, code: 'recognised-result', message: told(result), rule: '§4.7' }];
    const { reason, text } = given[at] ?? {};
    if (reason !== 'other' || text?.trim()) return [];
    return [
      { field: `repeats.${at}.text`, code: 'required', message: 'The reason `other` needs a text.', rule: '§4.7' },
    ];
  });
}

function told({ examOrderId, item, reportingInstitution, performedAt, validUntil }: RecognisedResult): string {
  const end = validUntil ? `until ${validUntil}` : 'without an end';
  return `A recognised result of ${item} (${examOrderId}, ${performedAt}, ${reportingInstitution}) holds ${end}: give a reason to repeat it.`;
}

/** Nobody in danger waits for a reason. */
export const isBlocking = (urgencyClass: UrgencyClass): boolean => urgencyClass === 'U3' || urgencyClass === 'U4';
