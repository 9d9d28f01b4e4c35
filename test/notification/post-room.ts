import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import type { Addresses } from '../../apps/notification/address/addresses.js';
import type { Found } from '../../apps/notification/address/found.js';
import type { Adapter } from '../../apps/notification/channel/adapter.js';
import { Adapters } from '../../apps/notification/channel/adapters.js';
import type { Claimed } from '../../apps/notification/delivery/attempt.js';
import { Courier } from '../../apps/notification/delivery/courier.js';
import type { NewDelivery } from '../../apps/notification/delivery/delivery.js';
import { enqueue } from '../../apps/notification/delivery/enqueue.store.js';
import { Recorder } from '../../apps/notification/delivery/recorder.js';
import { Sweeper } from '../../apps/notification/delivery/sweeper.js';
import { type NewNotice, writeNotices } from '../../apps/notification/notice/notice.store.js';
import { Feeds } from '../../apps/notification/stream/feeds.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';

export const COUNTY = '990101';
export const OWNER = { audience: 'desk:990101:990101H01', county: COUNTY, institution: '990101H01' };

const NO_QUIET_HOURS = `UPDATE notification.policy SET value = '{"days": 0, "at": "00:00"}' WHERE key IN ('quiet.from', 'quiet.to')`;

/** A row of the ledger as a test looks at it. */
export interface LedgerRow {
  id: string;
  channel: string;
  state: string;
  reason: string | null;
  attempts: number;
  next_at: Date;
}

/** The delivery ledger on a real database with one worker; adapters and addresses as the test wants them. */
export class PostRoom {
  readonly database: Database;
  readonly courier: Courier;
  readonly sweeper: Sweeper;
  readonly recorder: Recorder;
  /** What the address book says; the delivery's recipient unless a test says otherwise. */
  find: (claimed: Claimed) => Found = ({ recipient }) => ({ address: recipient });

  /** What becomes of the parts of an address that are gone. */
  forget: (claimed: Claimed, gone: readonly string[]) => Promise<void> = () => Promise.resolve();

  findAll = async (claimed: readonly Claimed[]): Promise<Found[]> => claimed.map((one) => this.find(one));

  private constructor(
    readonly fresh: FreshDatabase,
    private readonly source: DataSource,
    adapters: readonly Adapter[],
    attemptMilliseconds: number,
  ) {
    this.database = new Database(source);
    const addresses = {
      find: (claimed: readonly Claimed[]) => this.findAll(claimed),
      forget: (claimed: Claimed, gone: readonly string[]) => this.forget(claimed, gone),
    };
    const timer = new Timer();
    const ways = new Adapters(adapters, attemptMilliseconds);
    const feeds = new Feeds(this.database);
    this.recorder = new Recorder(this.database, new Policies(this.database), feeds);
    this.courier = new Courier(this.database, timer, ways, addresses as Addresses, this.recorder);
    this.sweeper = new Sweeper(this.database, timer, ways, this.recorder, feeds);
  }

  static async open(adapters: readonly Adapter[], attemptMilliseconds = 2_000, fresh?: FreshDatabase) {
    const database = fresh ?? (await freshDatabase('notification'));
    // These stories are told at any hour of the day.
    if (!fresh) await database.pool.query(NO_QUIET_HOURS);
    const options = { url: database.url, service: 'notification', entities: [], poolSize: 4 };
    return new PostRoom(database, await serviceDataSource(options).initialize(), adapters, attemptMilliseconds);
  }

  /** Writes one notice of the desk with its deliveries. @returns the notice's id */
  async tell(more: Partial<NewDelivery> = {}, county = COUNTY): Promise<string> {
    const notice = { ...aNotice(), county };
    await this.database.transaction(SYSTEM, async (tx, now) => {
      await writeNotices(tx, [notice]);
      await enqueue(tx, [aDelivery(notice.id, now, { county, ...more })]);
    });
    return notice.id;
  }

  /** The same message comes again. */
  async tellAgain(noticeId: string): Promise<void> {
    await this.database.transaction(SYSTEM, (tx, now) => enqueue(tx, [aDelivery(noticeId, now)]));
  }

  async ledger(noticeId: string): Promise<LedgerRow[]> {
    const { rows } = await this.fresh.pool.query<LedgerRow>(
      'SELECT id, channel, state, reason, attempts, next_at FROM notification.delivery WHERE notice_id = $1 ORDER BY created_at, id',
      [noticeId],
    );
    return rows;
  }

  async attempts(deliveryId: string): Promise<{ attempt: number; result: string; code: string }[]> {
    const { rows } = await this.fresh.pool.query<{ attempt: number; result: string; code: string }>(
      'SELECT attempt, result, code FROM notification.delivery_attempt WHERE delivery_id = $1 ORDER BY attempt',
      [deliveryId],
    );
    return rows;
  }

  /** Makes whatever waits due now, as if its time had come. */
  async letTimePass(): Promise<void> {
    await this.fresh.pool.query(
      "UPDATE notification.delivery SET next_at = now() - interval '1 second' WHERE state = 'waiting'",
    );
    await this.fresh.pool.query(
      "UPDATE notification.breaker SET open_until = now() - interval '1 second' WHERE open_until IS NOT NULL",
    );
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.fresh.drop();
  }

  /** Ends this worker's connections only; the database stays. */
  async leave(): Promise<void> {
    await this.source.destroy();
  }
}

export function aNotice(): NewNotice {
  return {
    id: v7(),
    county: COUNTY,
    institution: OWNER.institution,
    audience: OWNER.audience,
    messageId: v7(),
    event: 'referral.offered',
    template: 'offered',
    urgency: 'task',
    referralId: v7(),
    referralNo: 'R-1',
    facts: { urgencyClass: 'U3', department: '03.04', startsAt: '2026-03-06T01:00:00.000Z' },
    occurredAt: '2026-03-05T00:00:00.000Z',
  };
}

export function aDelivery(noticeId: string, now: Date, more: Partial<NewDelivery> = {}): NewDelivery {
  return {
    county: COUNTY,
    noticeId,
    recipient: 'practitioner:0198f0c0-0000-7000-8000-000000000001',
    channel: 'sms',
    urgency: 'task',
    language: 'zh',
    notBefore: now,
    owner: OWNER,
    ...more,
  };
}
