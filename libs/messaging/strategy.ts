import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { DataSource } from 'typeorm';
import { type MessageName, namesConsumedBy } from '#contracts/catalogue.js';
import type { ServiceName } from '#contracts/codes.js';
import { Consumer, type Handler } from './consumer.js';
import { MessageContext } from './message-context.js';
import type { MessagingLog, MessagingMetrics } from './metrics.js';
import { OutboxStore } from './outbox.store.js';
import type { Queryable } from './prepared.js';
import { Publisher } from './publisher.js';
import { Relay } from './relay.js';

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
  /** Absent while it consumes; 1970 before the first time. Not ready when this is 30 s ago (engineering §2.3 no. 17). */
  readonly silentSince?: Date;
  /** The broker has raised a memory or disk alarm: what is written waits in the outbox. */
  readonly blocked: boolean;
}

/** Nest's decorators on our own transport; see docs/decisions/0002-nest-decorators-own-transport.md. */
export class FenjiStrategy extends Server implements CustomTransportStrategy {
  /** The consumer deals with what a handler throws; otherwise Nest would log it as well. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: FenjiStrategyOptions;
  readonly #publisher: Publisher;
  readonly #relay: Relay;
  #consumer?: Consumer;

  constructor(options: FenjiStrategyOptions) {
    super();
    this.#options = options;
    const { service, urls, metrics, log, pool, dataSource } = options;
    this.#publisher = new Publisher({ service, address: { urls, name: `fenji.${service}.publish` }, metrics, log });
    this.#relay = new Relay({
      store: new OutboxStore(pool),
      publisher: this.#publisher,
      dataSource,
      batchSize: options.relayBatchSize,
      idleMilliseconds: options.relayIdleMilliseconds,
      log,
    });
  }

  /**
   * Does not wait for the broker: a service starts without it, is not ready, and connects when it can.
   * Throws when the handlers are not exactly those that the contracts promise for this service.
   */
  listen(callback: () => void): void {
    const { service, urls, prefetch, retryDelaysSeconds, handlerTimeoutSeconds, metrics, log } = this.#options;
    this.#consumer = new Consumer({
      service,
      address: { urls, name: `fenji.${service}.consume` },
      handlers: checkedHandlers(service, this.messageHandlers),
      publisher: this.#publisher,
      prefetch,
      retryDelaysSeconds,
      handlerTimeoutSeconds,
      metrics,
      log,
    });
    this.#publisher.start();
    this.#relay.start();
    this.#consumer.start();
    callback();
  }

  /** Drains: handlers first, then what they left in the outbox, then the connections. */
  async close(): Promise<void> {
    await this.#consumer?.close(this.#options.shutdownGraceSeconds);
    await this.#relay.stop();
    await this.#publisher.close();
  }

  health(): MessagingHealth {
    return {
      consumingSince: this.#consumer?.consumingSince,
      silentSince: this.#consumer ? this.#consumer.silentSince : new Date(0),
      blocked: this.#publisher.blocked,
    };
  }

  on(): never {
    throw new Error('FenjiStrategy has no events to listen to');
  }

  unwrap<T>(): T {
    throw new Error('the broker client belongs to FenjiStrategy alone');
  }
}

/** Names with a handler = names that the contracts give to this service; one handler each, and events only. */
function checkedHandlers(service: ServiceName, found: ReadonlyMap<string, MessageHandler>): Map<MessageName, Handler> {
  const promised = namesConsumedBy(service);
  const surplus = [...found.keys()].filter((name) => !promised.some((known) => known === name));
  const missing = promised.filter((name) => !found.has(name));
  // Nest would call several handlers for one event and repeat all of them when one fails.
  const unfit = promised.filter((name) => found.get(name)?.isEventHandler === false || found.get(name)?.next);
  if (surplus.length + missing.length + unfit.length > 0) {
    const lists = [`missing: ${missing}`, `not in the contracts: ${surplus}`, `no event or twice: ${unfit}`];
    throw new Error(`the message handlers of ${service} do not fit the contracts; ${lists.join('; ')}`);
  }
  return new Map(promised.map((name) => [name, asHandler(found.get(name)!)]));
}

/** Nest reports a failure only to whoever waits for the end of what the handler gave back. */
function asHandler(handler: MessageHandler): Handler {
  return async (envelope, attempt) => {
    const result: unknown = await handler(envelope.data, new MessageContext(envelope, attempt));
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  };
}
