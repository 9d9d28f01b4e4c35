import type { TeleconsultationEntry } from '../teleconsultation/teleconsultation.js';
import type { EpisodeStep } from './episode.dto.js';
import type { LegEntry } from './episode.store.js';
import type { ExamStep } from './exams.js';

/** What became known of an episode, each part in its own order. */
export interface Told {
  owners: readonly { institution: string; since: Date; referralId: string | null }[];
  visits: readonly { id: string; at: Date; institution: string }[];
  questions: readonly TeleconsultationEntry[];
  referrals: readonly LegEntry[];
  exams: readonly ExamStep[];
}

/** Everything in the order in which it became known; what became known together, in the order of cause and effect. Pure. */
export function timelineOf({ owners, visits, questions, referrals, exams }: Told): EpisodeStep[] {
  const steps = [
    ...visits.map(({ id, at, institution }, i) => {
      const event = visits[i - 1]?.id === id ? 'completed' : 'recorded';
      return { at: at.toISOString(), kind: 'visit', id, event, institution };
    }),
    ...questions.map(({ teleconsultationId: id, event, toState: state, actorInstitution, actorRole: role, at }) => {
      return { at: at.toISOString(), kind: 'teleconsultation', id, event, state, institution: actorInstitution, role };
    }),
    ...exams.map(({ id, event, state, institution, role, at }) => {
      return { at: at.toISOString(), kind: 'exam', id, event, state, institution, role };
    }),
    ...referrals.map(({ referralId: id, event, toState: state, actorInstitution, actorRole: role, at }) => {
      return { at: at.toISOString(), kind: 'referral', id, event, state, institution: actorInstitution, role };
    }),
    ...owners.map(({ institution, since, referralId }) => {
      const by = referralId ? { id: referralId } : {};
      return { at: since.toISOString(), kind: 'responsibility', ...by, event: 'took-over', institution };
    }),
  ];
  // A stable sort: parts that became known at the same instant stay in the order above.
  return steps.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
