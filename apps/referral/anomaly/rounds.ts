import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { oneByOne } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { Networks } from '../network/networks.js';
import { type AnomalyRow, countiesOf, insertFindings } from './anomaly.store.js';
import { findEvidence, PHANTOM_BED, SEARCHES } from './finding.store.js';
import { limitsOf } from './limits.js';
import type { Finding } from './signal.js';
import { Stays } from './stays.js';

const EVERY_SECONDS = 300;

/** Looks for what somebody should look at (domain §11). A round that finds nothing new writes nothing. */
@Injectable()
export class Rounds implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly stays: Stays,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('anomalies', EVERY_SECONDS, async () => {
      await this.runOnce();
      return 0;
    });
  }

  /** Every county once, whether or not another one fails. @param at for specs; business now if left out @returns how many entries are new */
  async runOnce(at?: Date): Promise<number> {
    const counties = await this.database.transaction(SYSTEM, countiesOf);
    const { done } = await oneByOne(
      'anomalies',
      counties.map((county) => ({ county })),
      ({ county }) => this.database.transaction(SYSTEM, (tx, now) => this.round(tx, county, at ?? now)),
    );
    return done.reduce((sum, added) => sum + added, 0);
  }

  private async round(tx: EntityManager, county: string, now: Date): Promise<number> {
    const { rules, ruleSetVersion } = await this.networks.of(county);
    const limits = limitsOf(rules, county, localDate(now));
    const findings: Finding[] = [];
    const searches = limits.ordersFed ? [...SEARCHES, PHANTOM_BED] : SEARCHES;
    for (const search of searches) findings.push(...(await findEvidence(tx, search, county, now, limits)));
    findings.push(...(await this.stays.split(tx, county, now, limits)));
    findings.push(...(await this.stays.blocked(tx, county, now, limits)));
    const rows = findings.map((finding) => ({ ...finding, thresholds: limits }));
    const added = await insertFindings(tx, county, now, ruleSetVersion, rows);
    await addToOutbox(tx, signalled(added));
    return added.length;
  }
}

/** One message for each signal and institution of a round. */
export function signalled(added: readonly AnomalyRow[]): NewMessage<'anomaly.signalled.v1'>[] {
  const groups = new Map<string, AnomalyRow[]>();
  for (const row of added) {
    const key = `${row.code} ${row.institution}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const { county, id, code, institution, foundAt } = first;
    const data = { code, institution, count: rows.length, anomalyId: id };
    return [{ name: 'anomaly.signalled.v1', county, aggregateId: id, aggregateVersion: 1, occurredAt: foundAt, data }];
  });
}
