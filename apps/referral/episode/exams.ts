import type { EpisodeExam } from './episode.dto.js';

/** What never changes of an exam, and what its report said. */
export interface ExamFacts {
  id: string;
  item: string;
  kind: string;
  referralId: string | null;
  performingInstitution: string;
  reportingInstitution: string;
  orderedAt: Date;
  performedAt: Date | null;
  conclusion: string | null;
}

/** A step of an exam. */
export interface ExamStep {
  id: string;
  version: number;
  event: string;
  state: string;
  institution: string;
  role: string;
  at: Date;
}

const READ: readonly string[] = ['reported', 'recognised'];

/** An exam as it was known after these steps. @param steps of this exam, oldest first */
export function examOf(facts: ExamFacts, steps: readonly ExamStep[]): EpisodeExam[] {
  const last = steps.at(-1);
  if (!last) return [];
  const { id, item, kind, referralId, performingInstitution, reportingInstitution, orderedAt } = facts;
  const { performedAt, conclusion } = facts;
  return [
    {
      examOrderId: id,
      item,
      kind,
      state: last.state,
      version: last.version,
      ...(referralId ? { referralId } : {}),
      performingInstitution,
      reportingInstitution,
      orderedAt: orderedAt.toISOString(),
      ...(performedAt && last.state !== 'ordered' ? { performedAt: performedAt.toISOString() } : {}),
      ...(conclusion && READ.includes(last.state) ? { conclusion } : {}),
    },
  ];
}
