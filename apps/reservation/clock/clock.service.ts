import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { allOrByCounty, type Whose } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { SupplyPolicies } from '../policy/policies.js';
import { claimDueSessions, type Due } from '../supply/session.store.js';
import { Turn } from '../unit/turn.js';
import { endHolds, markNoShows, offerOpened, release, releaseLateSupply, type Sweep } from './sweeps.js';

const SWEEPS: Record<Due, Sweep> = {
  'hold-end': endHolds,
  'no-show': markNoShows,
  release,
  'late-supply': releaseLateSupply,
  offer: offerOpened,
  'passed-over': offerOpened,
};

/** Sessions of one run: at release time every hospital releases at once, and nobody may wait for all of them. */
const LIMIT = 50;
/** A hold ends about so exactly. */
const TICK_SECONDS = 1;
/** What was passed over stays due as long as its patient is elsewhere: looked at now and then, never again at once. */
const PASSED_OVER_SECONDS = 60;

/** The timers of supply: rows with a due time, claimed with SKIP LOCKED, so that any number of replicas may run. */
@Injectable()
export class Clock implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    for (const due of ['hold-end', 'no-show', 'release', 'late-supply', 'offer'] as const)
      this.timer.every(`supply-${due}`, TICK_SECONDS, () => this.runOnce(due));
    this.timer.every('supply-passed-over', PASSED_OVER_SECONDS, async () => {
      await this.runOnce('passed-over');
      return 0;
    });
  }

  /**
   * Does what is due in at most 50 sessions; where that fails, county by county, so that one county's session that cannot be
   * worked on holds up nobody else's. @returns in how many
   */
  runOnce(due: Due): Promise<number> {
    return allOrByCounty(`supply-${due}`, (whose, claimed) => this.batch(due, whose, claimed));
  }

  /** @param claimed takes the counties whose sessions it works on */
  private batch(due: Due, whose: Whose, claimed: Set<string>): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const sessions = await claimDueSessions(tx, due, now, LIMIT, whose);
      const [first] = sessions;
      if (!first) return 0;
      for (const { county } of sessions) claimed.add(county);
      const book = await this.policies.at(
        tx,
        now,
        sessions.map(({ county }) => county),
      );
      const turn = new Turn(tx, now, book, first.county);
      await SWEEPS[due](turn, sessions);
      await turn.tell();
      return sessions.length;
    });
  }
}
