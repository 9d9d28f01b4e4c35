import type { Session } from './session.entity.js';

type Stages = Pick<Session, 'stage' | 'release1At' | 'release2At' | 'holdbackAt'>;

/** When the next stage is due; null after the last. */
export function nextReleaseOf({ stage, release1At, release2At, holdbackAt }: Stages): Date | null {
  if (stage === 0) return release1At ?? release2At;
  if (stage === 1) return release2At;
  return stage === 2 ? holdbackAt : null;
}
