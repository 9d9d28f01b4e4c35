import { Injectable } from '@nestjs/common';
import type { ReserveGamingCase } from '#contracts/anomaly.events.js';
import type { Envelope } from '#contracts/envelope.js';
import { claimMessages } from '#messaging/inbox.js';
import { addToOutbox } from '#messaging/outbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Networks } from '../network/networks.js';
import { insertFindings } from './anomaly.store.js';
import { signalled } from './rounds.js';

/** AN7 is seen where supply is known; here it becomes an entry of the same review list. */
@Injectable()
export class Gaming {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** Resolves once the message is applied, or was applied before. */
  async take({ id, county }: Pick<Envelope, 'id' | 'county'>, cases: readonly ReserveGamingCase[]): Promise<void> {
    const { ruleSetVersion } = await this.networks.of(county);
    await this.database.transaction(SYSTEM, async (tx, now) => {
      const fresh = await claimMessages(tx, 'anomalies', [{ county, id }]);
      if (!fresh.has(id)) return;
      const rows = cases.map(({ key, institution, happenedAt, ...evidence }) => {
        return { code: 'AN7', key, institution, happenedAt: new Date(happenedAt), evidence, thresholds: {} } as const;
      });
      await addToOutbox(tx, signalled(await insertFindings(tx, county, now, ruleSetVersion, rows)));
    });
  }
}
