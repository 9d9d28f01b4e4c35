import type { Guarded } from '../road/guard.js';
import { telling } from '../road/leaving.js';
import { enter, move, type Passage, SYSTEM_ACTOR } from '../road/road.js';

/** The patient of an open referral has died: nothing is sent to him any more, and its doctor has to end it. */
export function learnOfDeath({ row, terms }: Guarded, diedAt: Date): Passage {
  const told = {
    event: 'patient-died',
    transition: 'T22',
    who: SYSTEM_ACTOR,
    change: { progress: { ...row.progress, patientDiedAt: diedAt.toISOString() } },
    message: telling('referral.patient-died.v1'),
  };
  return move(enter(row), told, terms);
}
