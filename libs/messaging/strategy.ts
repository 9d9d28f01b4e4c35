import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts/catalogue.js';
import type { MessagingLog, MessagingMetrics } from './metrics.js';
import type { Queryable } from './prepared.js';

export interface FenjiStrategyOptions {
  readonly service: ServiceName;
  /** One or several, tried in turn (`RABBITMQ_URL`, split at commas). */
  readonly urls: readonly string[];
  /** Whose commits wake the relay (see `committed` in commit.ts). */
  readonly dataSource: DataSource;
  /** Pool of `pg` whose connections have the service's schema on the search_path and the right role. */
  readonly pool: Queryable;
  readonly prefetch: number;
  readonly retryDelaysSeconds: readonly number[];
  readonly handlerTimeoutSeconds: number;
  readonly shutdownGraceSeconds: number;
  readonly relayBatchSize: number;
  readonly relayIdleMilliseconds: number;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
}

export interface MessagingHealth {
  /** Absent while this process does not consume. */
  readonly consumingSince?: Date;
  /** Absent while it consumes. Not ready when this is 30 s ago (engineering §2.3 no. 17). */
  readonly silentSince?: Date;
  /** The broker has raised a memory or disk alarm: what is written waits in the outbox. */
  readonly blocked: boolean;
}

/** Nest's decorators on our own transport; see docs/decisions/0002-nest-decorators-own-transport.md. */
export class FenjiStrategy extends Server implements CustomTransportStrategy {
  /** The consumer handles what a handler throws; otherwise Nest would log it as well. */
  override readonly propagatesEventHandlerErrors = true;

  constructor(readonly options: FenjiStrategyOptions) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    callback();
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }

  health(): MessagingHealth {
    return { silentSince: new Date(), blocked: false };
  }

  on(): never {
    throw new Error('FenjiStrategy has no events to listen to');
  }

  unwrap<T>(): T {
    return this as unknown as T;
  }
}
