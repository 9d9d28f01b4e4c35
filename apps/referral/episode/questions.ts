import type { TeleconsultationEntry } from '../teleconsultation/teleconsultation.js';
import type { EpisodeQuestion } from './episode.dto.js';

/** A question as it was known after these steps. @param entries of one question, oldest first, at least one */
export function questionOf(entries: readonly TeleconsultationEntry[]): EpisodeQuestion[] {
  const last = entries.at(-1);
  if (!last) return [];
  const { teleconsultationId, toState, version, became } = last;
  const { urgencyClass, fromInstitution, toInstitution, toDepartment, takenBy, outcome, owner, dueAt, dueKind } =
    became;
  const fixed = { teleconsultationId, state: toState, version, urgencyClass };
  return [
    {
      ...fixed,
      fromInstitution,
      toInstitution,
      toDepartment,
      ...(takenBy ? { takenBy } : {}),
      ...(outcome ? { outcome } : {}),
      ...(owner ? { owner } : {}),
      ...(dueAt ? { dueAt } : {}),
      ...(dueKind ? { dueKind } : {}),
    },
  ];
}
