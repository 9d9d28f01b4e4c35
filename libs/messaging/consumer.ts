import type { Channel, Message } from 'amqplib';
import { MESSAGES, type MessageName } from '#contracts/catalogue.js';
import type { ServiceName } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import { type BrokerAddress, Dialer, type Session } from './connection.js';
import { attemptOf, deadCopy, retryCopy } from './dead-letter.js';
import { codeOf, PermanentError } from './errors.js';
import { readEnvelope } from './guard.js';
import type { HandledOutcome, MessagingLog, MessagingMetrics } from './metrics.js';
import type { Outgoing, Publisher } from './publisher.js';
import { TimeLimitExceeded, withTimeLimit } from './time-limit.js';
import { assertWaysIn, queueOf } from './topology.js';
import { traceContext } from './trace.js';

/** Resolves once the handler's transaction has committed. */
export type Handler = (envelope: Envelope, attempt: number) => Promise<unknown>;

export interface ConsumerOptions {
  readonly service: ServiceName;
  readonly address: BrokerAddress;
  /** One handler per name; the queue is bound to exactly these names. */
  readonly handlers: ReadonlyMap<MessageName, Handler>;
  /** Takes the copies for retry and dead letter. */
  readonly publisher: Publisher;
  /** Deliveries without an ack at most; at least a batch, as handlers wait for theirs. */
  readonly prefetch: number;
  readonly retryDelaysSeconds: readonly number[];
  readonly handlerTimeoutSeconds: number;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
}

/** Unique on its channel, and there is one consumer to a channel. */
const CONSUMER_TAG = 'fenji';

/** Silent since ever: a process that has not consumed yet must not count as one that fell silent a moment ago. */
const EVER = new Date(0);

/** Pause before a delivery goes back to the queue because its copy could not be made. */
const REQUEUE_MILLISECONDS = 1_000;

/**
 * Consumes the queue of one service. A handler returns → ack; throws {@link PermanentError} → dead letter; throws
 * anything else → retried after a growing delay, at last dead letter (architecture §6). The ack always comes last: a
 * crash before it brings the message again, and the inbox knows it.
 */
export class Consumer {
  readonly #options: ConsumerOptions;
  readonly #dialer: Dialer;
  readonly #underWay = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #channel?: Channel;
  #consumingSince?: Date;
  #silentSince?: Date = EVER;

  constructor(options: ConsumerOptions) {
    this.#options = options;
    const { address, metrics, log } = options;
    this.#dialer = new Dialer({ address, role: 'consume', prepare: (session) => this.#prepare(session), metrics, log });
  }

  start(): void {
    this.#dialer.start();
  }

  /** Takes no new delivery, lets handlers finish for at most `graceSeconds`, acks them, and disconnects. */
  async close(graceSeconds: number): Promise<void> {
    this.#closing.abort();
    await this.#dialer.stop(async () => {
      try {
        await this.#channel?.cancel(CONSUMER_TAG);
        await withTimeLimit(Promise.all(this.#underWay), graceSeconds * 1000, 'DRAIN_TIMEOUT');
        // The end of the connection may overtake acks that are still being written; the end of the channel may not.
        await this.#channel?.close();
      } catch (error) {
        this.#options.log.warn({ code: codeOf(error), left: this.#underWay.size }, 'handlers were left unfinished');
      }
    });
  }

  get consumingSince(): Date | undefined {
    return this.#consumingSince;
  }

  get silentSince(): Date | undefined {
    return this.#silentSince;
  }

  async #prepare(session: Session): Promise<void> {
    const { service, handlers, prefetch, retryDelaysSeconds } = this.#options;
    const channel = await session.connection.createChannel();
    channel.on('error', () => session.end('CHANNEL_ERROR'));
    channel.on('close', () => session.end('CHANNEL_CLOSED'));
    await assertWaysIn(channel, service, [...handlers.keys()], retryDelaysSeconds);
    await channel.prefetch(prefetch);
    const receive = (message: Message | null) => {
      // An exception in here would destroy the connection: nothing below throws.
      if (message === null) session.end('CONSUMER_CANCELLED');
      else this.#receive(channel, message);
    };
    await channel.consume(queueOf(service), receive, { consumerTag: CONSUMER_TAG });
    this.#channel = channel;
    this.#consumingSince = new Date();
    this.#silentSince = undefined;
    void session.ended.then(() => {
      this.#channel = undefined;
      this.#consumingSince = undefined;
      this.#silentSince = new Date();
    });
  }

  #receive(channel: Channel, message: Message): void {
    const started = performance.now();
    const work = this.#settle(channel, message).then((outcome) => {
      this.#underWay.delete(work);
      this.#options.metrics.inFlight(this.#underWay.size);
      this.#options.metrics.handled(nameOf(message), outcome, (performance.now() - started) / 1000);
    });
    this.#underWay.add(work);
    this.#options.metrics.inFlight(this.#underWay.size);
  }

  async #settle(channel: Channel, message: Message): Promise<HandledOutcome> {
    try {
      await this.#handle(message);
      answer(() => channel.ack(message));
      return 'acked';
    } catch (error) {
      const { copy, outcome } = this.#copyAfter(error, message);
      try {
        await this.#options.publisher.ready(this.#closing.signal);
        await this.#options.publisher.publish(copy);
        answer(() => channel.ack(message));
        return outcome;
      } catch (failure) {
        this.#options.log.warn({ ...idsOf(message), code: codeOf(failure) }, 'no copy was made, the message goes back');
        await new Promise((resolve) => setTimeout(resolve, REQUEUE_MILLISECONDS));
        answer(() => channel.nack(message, false, true));
        return 'requeued';
      }
    }
  }

  async #handle(message: Message): Promise<void> {
    const envelope = readEnvelope(message);
    const handler = this.#options.handlers.get(envelope.name as MessageName);
    if (!handler) throw new PermanentError('NO_HANDLER');
    const work = traceContext.run({ traceparent: envelope.traceparent }, () => handler(envelope, attemptOf(message)));
    await withTimeLimit(work, this.#options.handlerTimeoutSeconds * 1000, 'HANDLER_TIMEOUT');
  }

  #copyAfter(error: unknown, message: Message): { copy: Outgoing; outcome: HandledOutcome } {
    const { service, retryDelaysSeconds, log, metrics } = this.#options;
    const code = codeOf(error);
    const fields = { ...idsOf(message), code, attempt: attemptOf(message) };
    const delay = retryDelaysSeconds[attemptOf(message) - 1];
    if (!(error instanceof PermanentError) && delay !== undefined) {
      log.warn(fields, error instanceof TimeLimitExceeded ? 'the handler took too long' : 'the handler failed');
      return { copy: retryCopy(message, service, delay), outcome: 'retried' };
    }
    const reason = error instanceof PermanentError ? code : 'RETRIES_EXHAUSTED';
    log.error({ ...fields, reason }, 'the message goes to the dead letters');
    metrics.deadLettered(nameOf(message), reason);
    return { copy: deadCopy(message, service, reason, code), outcome: 'dead-lettered' };
  }
}

/** On a dead channel there is nobody to answer: the broker delivers again and the inbox absorbs it. */
function answer(ack: () => void): void {
  try {
    ack();
  } catch {
    return;
  }
}

/** A label of metrics: an invented name must not become a new series. */
function nameOf(message: Message): string {
  const type = String(message.properties.type);
  return Object.hasOwn(MESSAGES, type) ? type : 'unknown';
}

const idsOf = (message: Message) => ({ messageId: String(message.properties.messageId), name: nameOf(message) });
