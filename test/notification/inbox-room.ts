import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Acknowledgements } from '../../apps/notification/inbox/acknowledgement.service.js';
import { Counts } from '../../apps/notification/inbox/counts.service.js';
import { Snoozes } from '../../apps/notification/inbox/snooze.service.js';
import type { NoticeQuery } from '../../apps/notification/notice/notice.dto.js';
import { ReadingService } from '../../apps/notification/notice/reading.service.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { DESK, Replica } from './house.js';

/** A second person at the same desk. */
export const COLLEAGUE: Principal = { ...DESK, account: 'colleague', practitioner: randomUUID() };

/** One request of a person, under a key of its own. */
export function write(principal: Principal): Write {
  return { principal, key: randomUUID(), requestHash: randomUUID(), method: 'POST', path: '/v1/x', waitMs: 0 };
}

/** The inbox of a replica on a database of its own. */
export class InboxRoom {
  readonly reading: ReadingService;
  readonly acknowledgements: Acknowledgements;
  readonly snoozes: Snoozes;
  readonly counts: Counts;

  private constructor(
    readonly database: FreshDatabase,
    readonly replica: Replica,
  ) {
    const writes = new Writes(replica.database);
    const policies = new Policies(replica.database);
    this.reading = new ReadingService(replica.database, writes);
    this.acknowledgements = new Acknowledgements(writes, replica.feeds);
    this.snoozes = new Snoozes(replica.database, writes, policies, replica.feeds, new Timer());
    this.counts = new Counts(replica.database, writes);
  }

  static async open(): Promise<InboxRoom> {
    const database = await freshDatabase('notification');
    // The desk knows already that its roster names nobody: that notice has stories of its own.
    await database.pool.query(
      `INSERT INTO notification.duty_gap (county, institution, post, day, noticed_at)
       SELECT '990101', '990101H01', post, now() AT TIME ZONE 'Asia/Shanghai', now()
         FROM unnest('{desk:990101:990101H01,department:990101:990101H01:03.04,medical-affairs:990101:990101H01}'::text[]) post`,
    );
    return new InboxRoom(database, await Replica.start(database.url));
  }

  list(principal: Principal, query: Partial<NoticeQuery> = {}) {
    return this.reading.list(principal, { limit: 100, ...query });
  }

  async ids(principal: Principal, query: Partial<NoticeQuery> = {}): Promise<string[]> {
    return (await this.list(principal, query)).items.map(({ id }) => id);
  }

  async close(): Promise<void> {
    await this.replica.stop();
    await this.database.drop();
  }
}
