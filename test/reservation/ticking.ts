import type { Clock } from '../../apps/reservation/clock/clock.service.js';

/** The jobs of the clock in the order in which they are caught up with after a pause. */
const JOBS = ['hold-end', 'no-show', 'release', 'offer'] as const;

/** Lets the clock do all that is due by now. */
export async function runClock(clock: Clock): Promise<void> {
  for (const job of JOBS) while ((await clock.runOnce(job)) > 0);
}
