import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox } from '#messaging/outbox.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { takeNearRelease } from './release-news.store.js';

const LIMIT = 100;
const TICK_SECONDS = 30;
/** When doctors are told is the same for every county. */
const NATION = '000000';

/** Tells contract doctors a day before stage 1 what they leave unused (domain §7.4). */
@Injectable()
export class ReleaseNews implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('release-news', TICK_SECONDS, () => this.runOnce());
  }

  /** @returns how many sessions were looked at */
  runOnce(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const minutes = (await this.policies.at(tx, now, [NATION])).of(NATION, '').soonMinutes();
      const sessions = await takeNearRelease(tx, now, minutes, LIMIT);
      const worthTelling = ({ protected: units, release1At, publishedAt }: Session) =>
        units > 0 && release1At !== null && release1At > now && publishedAt <= plusMinutes(release1At, -minutes);
      await addToOutbox(
        tx,
        sessions.filter(worthTelling).map((session) => ({
          name: 'reserve.release-soon.v1' as const,
          county: session.county,
          aggregateId: session.id,
          aggregateVersion: session.version,
          occurredAt: now,
          data: {
            institution: session.institution,
            pool: session.pool,
            group: session.group,
            startsAt: session.startsAt.toISOString(),
            releaseAt: (session.release1At ?? now).toISOString(),
            units: session.protected,
          },
        })),
      );
      return sessions.length;
    });
  }
}
