import type { ConfirmChannel, Message, Options } from 'amqplib';
import type { ServiceName } from '#contracts/codes.js';
import { Confirms, NotConfirmed } from './confirms.js';
import { type BrokerAddress, Dialer, type Session } from './connection.js';
import type { MessagingLog, MessagingMetrics } from './metrics.js';
import { assertWaysOut } from './topology.js';

/** A message on its way to the broker. */
export interface Outgoing {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

export interface PublisherOptions {
  /** Whose events leave here: their consumers' queues are declared before the first. */
  readonly service: ServiceName;
  readonly address: BrokerAddress;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
}

interface Lane {
  readonly channel: ConfirmChannel;
  readonly confirms: Confirms;
  /** Resolves when the socket takes more; absent while it does. */
  drained?: Promise<unknown>;
}

/**
 * Publishes with confirms on a connection of its own: in a memory or disk alarm the broker stops reading from
 * connections that publish, and acks must not wait behind them (engineering §2.3 no. 3).
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #dialer: Dialer;
  readonly #openListeners: (() => void)[] = [];
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  #lane?: Lane;
  #blocked = false;
  #closed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    const { address, metrics, log } = options;
    this.#dialer = new Dialer({ address, role: 'publish', prepare: (session) => this.#prepare(session), metrics, log });
  }

  start(): void {
    this.#dialer.start();
  }

  /** Waits for confirms of what is under way, as long as they may take; then closes the connection. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting) reject(new NotConfirmed('NO_BROKER'));
    this.#waiting = [];
    await this.#dialer.stop(() => this.#lane?.confirms.settled() ?? Promise.resolve());
  }

  /** Connected, and the broker reads. */
  get open(): boolean {
    return this.#lane !== undefined && !this.#blocked;
  }

  /** The broker has raised an alarm and reads nothing. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Calls `listener` whenever publishing becomes possible (again). */
  onOpen(listener: () => void): void {
    this.#openListeners.push(listener);
  }

  /** Resolves as soon as publishing is possible; rejects with `NO_BROKER` when the publisher closes or `signal` aborts. */
  ready(signal?: AbortSignal): Promise<void> {
    if (this.open) return Promise.resolve();
    if (this.#closed || signal?.aborted) return Promise.reject(new NotConfirmed('NO_BROKER'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      signal?.addEventListener('abort', () => reject(new NotConfirmed('NO_BROKER')), { once: true });
    });
  }

  /**
   * Resolves when the broker has confirmed the message and had a queue for it. Rejects with {@link NotConfirmed}:
   * `NO_BROKER` it was not sent, `NO_ROUTE` no queue is bound, `NACK` the broker refused it, `CONFIRM_TIMEOUT` and
   * `CONNECTION_LOST` the outcome is unknown, so it has to be sent again.
   */
  async publish(message: Outgoing): Promise<void> {
    const lane = this.#lane;
    if (!lane || this.#blocked) throw new NotConfirmed('NO_BROKER');
    while (lane.drained) await lane.drained;
    return lane.confirms.expect(keyOf(message.exchange, message.routingKey, message.properties.messageId), (done) => {
      const { exchange, routingKey, content, properties } = message;
      const more = lane.channel.publish(
        exchange,
        routingKey,
        content,
        { ...properties, persistent: true, mandatory: true },
        done,
      );
      if (!more) lane.drained ??= this.#drain(lane);
    });
  }

  #drain(lane: Lane): Promise<void> {
    return new Promise((resolve) => {
      const proceed = () => {
        lane.drained = undefined;
        resolve();
      };
      lane.channel.once('drain', proceed);
      lane.channel.once('close', proceed);
    });
  }

  async #prepare(session: Session): Promise<void> {
    const { connection } = session;
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => session.end('CHANNEL_ERROR'));
    channel.on('close', () => session.end('CHANNEL_CLOSED'));
    const confirms = new Confirms(this.#options.metrics, () => {
      // In an alarm the broker is silent by its own word; otherwise silence means a dead connection.
      if (!this.#blocked) session.end('CONFIRM_TIMEOUT');
    });
    // Before amqplib's own listener, which would report every message under way as refused.
    channel.prependListener('close', () => confirms.abandon());
    channel.on('return', (message: Message) => {
      const { exchange, routingKey } = message.fields;
      confirms.returned(keyOf(exchange, routingKey, message.properties.messageId));
    });
    connection.on('blocked', () => {
      this.#blocked = true;
      this.#options.log.warn({}, 'the broker has raised an alarm and reads nothing');
    });
    connection.on('unblocked', () => this.#nowOpen());
    void session.ended.then(() => {
      this.#lane = undefined;
      this.#blocked = false;
      confirms.abandon();
    });
    await assertWaysOut(channel, this.#options.service);
    this.#lane = { channel, confirms };
    this.#nowOpen();
  }

  #nowOpen(): void {
    this.#blocked = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve } of waiting) resolve();
    for (const listener of this.#openListeners) listener();
  }
}

/** One message may be under way twice at once: as an event and as a copy. */
function keyOf(exchange: string, routingKey: string, messageId: unknown): string {
  return `${exchange} ${routingKey} ${String(messageId)}`;
}
