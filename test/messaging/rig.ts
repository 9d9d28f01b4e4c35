import type { MessageName } from '#contracts/catalogue.js';
import type { ServiceName } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import { Consumer, type Handler } from '#messaging/consumer.js';
import { type MessagingMetrics, NO_LOG } from '#messaging/metrics.js';
import { OutboxStore, type Publication } from '#messaging/outbox.store.js';
import { Publisher } from '#messaging/publisher.js';
import { Relay } from '#messaging/relay.js';
import { Heard } from './heard.js';
import type { Room } from './room.js';

export type Signal =
  | { what: 'handled'; name: string; outcome: string }
  | { what: 'dead-lettered'; name: string; reason: string }
  | { what: 'not confirmed'; code: string }
  | { what: 'settled'; publication: Publication }
  | { what: 'redialled'; role: string }
  | { what: 'connected'; connection: string };

/** Says when a row was written down, which no metric tells. */
class HeardStore extends OutboxStore {
  constructor(
    room: Room,
    private readonly heard: Heard<Signal>,
  ) {
    super(room.pool);
  }

  override async settle(publications: readonly Publication[]): Promise<void> {
    await super.settle(publications);
    for (const publication of publications) this.heard.push({ what: 'settled', publication });
  }
}

/** Parts of one process, put together as FenjiStrategy does, whose signals a test can wait for. */
export class Rig {
  readonly heard = new Heard<Signal>();
  readonly publisher: Publisher;
  readonly relay: Relay;
  readonly #metrics: MessagingMetrics;
  readonly #log;
  #consumer?: Consumer;

  constructor(
    room: Room,
    private readonly url: string = room.brokerUrl,
    producer: ServiceName = 'reservation',
  ) {
    const { heard } = this;
    this.#metrics = {
      handled: (name, outcome) => heard.push({ what: 'handled', name, outcome }),
      deadLettered: (name, reason) => heard.push({ what: 'dead-lettered', name, reason }),
      notConfirmed: (code) => heard.push({ what: 'not confirmed', code }),
      redialled: (role) => heard.push({ what: 'redialled', role }),
      confirmed: () => undefined,
      inFlight: () => undefined,
    };
    this.#log = {
      ...NO_LOG,
      info: (fields: { connection?: string }) => {
        if (fields.connection) heard.push({ what: 'connected', connection: fields.connection });
      },
    };
    this.publisher = new Publisher({
      service: producer,
      address: { urls: [url], name: 'publish' },
      metrics: this.#metrics,
      log: this.#log,
    });
    this.relay = new Relay({
      store: new HeardStore(room, heard),
      publisher: this.publisher,
      dataSource: room.dataSource,
      batchSize: 200,
      idleMilliseconds: 1_000,
      log: this.#log,
    });
  }

  /** Starts publishing, and waits until it is possible. */
  async publish(): Promise<this> {
    this.publisher.start();
    this.relay.start();
    await this.publisher.ready();
    return this;
  }

  /** Starts consuming with one handler for one name, and waits until the queue is bound. */
  async consume(name: MessageName, handler: Handler, options: Partial<ConsumeOptions> = {}): Promise<this> {
    this.#consumer = new Consumer({
      service: options.service ?? 'referral',
      address: { urls: [options.url ?? this.url], name: 'consume' },
      handlers: new Map([[name, handler]]),
      publisher: this.publisher,
      prefetch: 200,
      retryDelaysSeconds: options.retryDelaysSeconds ?? [1],
      handlerTimeoutSeconds: options.handlerTimeoutSeconds ?? 10,
      metrics: this.#metrics,
      log: this.#log,
    });
    this.#consumer.start();
    await this.heard.first((signal) => signal.what === 'connected' && signal.connection === 'consume');
    return this;
  }

  async stopConsuming(graceSeconds = 10): Promise<void> {
    await this.#consumer?.close(graceSeconds);
    this.#consumer = undefined;
  }

  async close(): Promise<void> {
    await this.stopConsuming();
    await this.relay.stop();
    await this.publisher.close();
  }

  /** Waits until `count` deliveries ended so. */
  handled(outcome: string, count = 1): Promise<unknown> {
    return this.heard.until(
      (all) => all.filter((signal) => signal.what === 'handled' && signal.outcome === outcome).length >= count,
    );
  }

  /** Waits until a row was written down as published, or with this failure. */
  settled(failure?: string): Promise<Signal> {
    return this.heard.first((signal) => signal.what === 'settled' && signal.publication.failure === failure);
  }
}

export interface ConsumeOptions {
  service: ServiceName;
  url: string;
  retryDelaysSeconds: number[];
  handlerTimeoutSeconds: number;
}

/** A handler that only writes down what came. */
export function noteInto(heard: Heard<Envelope>): Handler {
  return async (envelope) => heard.push(envelope);
}
