import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { careEntities } from '../../apps/referral/entities.js';
import type { ChainedEntry } from '../../apps/referral/referral/history/chain.js';
import { historyOf } from '../../apps/referral/referral/history/history.store.js';
import type { ReferralRow } from '../../apps/referral/referral/store/referral.row.js';
import { findReferral, insertReferral } from '../../apps/referral/referral/store/referral.store.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { aDraft, defaultTerms, submitted } from './a-referral.js';

/** The referral service's database for one spec file. */
export interface StoreRoom {
  database: Database;
  /** The superuser's view of it. */
  fresh: FreshDatabase;
  /** Stores a submitted referral, or one that looks as `change` says. */
  stored(now: Date, change?: Partial<ReferralRow>): Promise<ReferralRow>;
  read(row: ReferralRow): Promise<ReferralRow | undefined>;
  history(row: ReferralRow): Promise<ChainedEntry[]>;
  /** Names of the messages of a referral, oldest first. */
  outbox(row: ReferralRow): Promise<string[]>;
  close(): Promise<void>;
}

export async function openStoreRoom(poolSize = 4): Promise<StoreRoom> {
  const fresh = await freshDatabase('referral');
  const options = { url: fresh.url, service: 'referral', entities: careEntities, poolSize };
  const source = await serviceDataSource(options).initialize();
  const database = new Database(source);
  return {
    database,
    fresh,
    stored: async (now, change = {}) => {
      const { row, entries } = submitted(aDraft(now), defaultTerms(now), change);
      const there = { ...row, ...change };
      await database.transaction(SYSTEM, (tx) => insertReferral(tx, there, entries));
      return there;
    },
    read: (row) =>
      database.transaction(SYSTEM, (tx) => findReferral(tx, { county: row.county, institution: '*' }, row.id)),
    history: (row) => database.transaction(SYSTEM, (tx) => historyOf(tx, row.county, row.id)),
    outbox: async (row) => {
      const text = 'SELECT name FROM referral.outbox WHERE aggregate_id = $1 ORDER BY aggregate_version';
      return (await fresh.pool.query<{ name: string }>(text, [row.id])).rows.map((one) => one.name);
    },
    close: async () => {
      await source.destroy();
      await fresh.drop();
    },
  };
}
