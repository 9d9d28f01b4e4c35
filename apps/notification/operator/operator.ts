import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound } from '#service/problem/problem.js';
import { Timer } from '#service/timer/timer.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Adapters } from '../channel/adapters.js';
import { CHANNELS, type Channel } from '../delivery/delivery.js';
import type {
  ChannelReport,
  DeliveryItem,
  DeliveryQuery,
  DeliveryReport,
  NewRedrives,
  NewSettlement,
  RedrivesView,
} from './report.dto.js';
import {
  type Chosen,
  type DeliveryRow,
  deadReasons,
  endedRows,
  failedAttempts,
  findDelivery,
  listDeliveries,
  openRows,
  pausedKeys,
  putAllBack,
  putBack,
  settle,
} from './report.store.js';

const METRICS_SECONDS = 30;
const MOST_REDRIVEN = 500;

const queued = new Gauge({ name: 'fenji_deliveries_queued', help: 'Due and not sent', labelNames: ['channel'] });
const dead = new Gauge({ name: 'fenji_deliveries_dead', help: 'Given up, not settled', labelNames: ['channel'] });
const oldest = new Gauge({
  name: 'fenji_delivery_oldest_due_seconds',
  help: 'How long the oldest due delivery has waited',
  labelNames: ['channel'],
});

/** What an operator sees of the deliveries, and what may be done about them. */
@Injectable()
export class Operator implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly timer: Timer,
    private readonly adapters: Adapters,
  ) {}

  onModuleInit(): void {
    this.timer.every('delivery-metrics', METRICS_SECONDS, () => this.measure());
  }

  /** Of the houses that the caller may see; of all for technical staff of the county, as it is counts alone. */
  report(caller: Principal): Promise<DeliveryReport> {
    const scope = { ...scopeOf(caller), ...(caller.institution === '*' ? { institution: '*' } : {}) };
    return this.database.transaction(scope, async (tx) => {
      const open = await openRows(tx, scope.county);
      const ended = await endedRows(tx, scope.county);
      const failed = await failedAttempts(tx, scope.county);
      const paused = await pausedKeys(tx);
      const channels = CHANNELS.map((channel): ChannelReport => {
        const of = <Row extends { channel: Channel }>(rows: Row[]) => rows.find((row) => row.channel === channel);
        const { oldestDueSince, ...counts } = of(open) ?? NOTHING;
        const { sent = 0, delivered = 0 } = of(ended) ?? {};
        return {
          ...{ ...counts, channel, health: this.healthOf(channel, paused), sent, delivered },
          failedAttempts: of(failed)?.count ?? 0,
          ...(oldestDueSince ? { oldestDueSince: oldestDueSince.toISOString() } : {}),
        };
      });
      return { channels, deadReasons: await deadReasons(tx, scope.county) };
    });
  }

  list(caller: Principal, { state, limit, cursor }: DeliveryQuery): Promise<Page<DeliveryItem>> {
    const [before = null] = readCursor(cursor, 'uuid');
    return this.database.transaction(scopeOf(caller), async (tx) =>
      toPage(await listDeliveries(tx, caller, { state, before, limit }), limit, toItem, ({ id }) => [id]),
    );
  }

  /** Tries a dead delivery again, with all its attempts. @throws Problem 404, 409 unless it is dead and still of use */
  redrive(write: Write, id: string): Promise<Answer<DeliveryItem>> {
    return this.end(write, id, (tx, chosen) => putBack(tx, chosen, write.principal));
  }

  /** The recipient was told by a person, or need not be told. @throws Problem 404, 409 unless it is dead */
  settle(write: Write, id: string, { how }: NewSettlement): Promise<Answer<DeliveryItem>> {
    return this.end(write, id, (tx, chosen) => settle(tx, chosen, how, write.principal));
  }

  /**
   * Tries again what a channel gave up, for one reason or for all: its gateway works again. The most urgent go first; what
   * is of no use any more stays. Where the answer says that some may be left, it is asked again.
   */
  redriveAll(write: Write, what: NewRedrives): Promise<Answer<RedrivesView>> {
    const { principal } = write;
    return this.inHouse(write, async (tx, now) => {
      const redriven = await putAllBack(tx, { of: principal, now, most: MOST_REDRIVEN }, what, principal);
      return { status: 201, body: { redriven, mayBeMore: redriven === MOST_REDRIVEN } };
    });
  }

  private end(
    write: Write,
    id: string,
    change: (tx: EntityManager, chosen: Chosen) => Promise<DeliveryRow | undefined>,
  ): Promise<Answer<DeliveryItem>> {
    return this.inHouse(write, async (tx, now) => {
      const chosen = { of: write.principal, id, now };
      const row = await change(tx, chosen);
      if (row) return { status: 201, body: toItem(row) };
      if (!(await findDelivery(tx, chosen))) throw notFound('There is no such delivery of your house.');
      throw conflict('DELIVERY_NOT_DEAD', 'Only a delivery that was given up, and is still of use, can be changed.');
    });
  }

  /** Its statements name the house themselves: what is noted beside a delivery is of the county of its notice. */
  private inHouse<T>(write: Write, work: (tx: EntityManager, now: Date) => Promise<Answer<T>>): Promise<Answer<T>> {
    return this.writes.perform(write, work, SYSTEM);
  }

  private healthOf(channel: Channel, paused: readonly string[]): ChannelReport['health'] {
    if (!this.adapters.of(channel)) return 'not-configured';
    return paused.includes(channel) ? 'paused' : 'working';
  }

  private async measure(): Promise<number> {
    const rows = await this.database.transaction(SYSTEM, (tx) => openRows(tx, SYSTEM.county));
    for (const channel of CHANNELS) {
      const { queued: due, dead: lost, oldestDueSince } = rows.find((row) => row.channel === channel) ?? NOTHING;
      queued.set({ channel }, due);
      dead.set({ channel }, lost);
      oldest.set({ channel }, oldestDueSince ? Math.max(0, (Date.now() - oldestDueSince.getTime()) / 1000) : 0);
    }
    return 0;
  }
}

const NOTHING = { queued: 0, waiting: 0, oldestDueSince: null, dead: 0 };

function toItem({ reason, referralId, createdAt, ...row }: DeliveryRow): DeliveryItem {
  return {
    ...row,
    ...(reason ? { reason } : {}),
    ...(referralId ? { referralId } : {}),
    createdAt: createdAt.toISOString(),
  };
}
