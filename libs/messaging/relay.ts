import type { DataSource } from 'typeorm';
import type { Envelope } from '#contracts/envelope.js';
import { codeOf } from './errors.js';
import type { MessagingLog } from './metrics.js';
import { listenToCommits, stopListening } from './outbox.js';
import type { OutboxStore, Publication } from './outbox.store.js';
import { Pause } from './pause.js';
import type { Outgoing, Publisher } from './publisher.js';
import { EVENTS } from './topology.js';

const BUSY_MILLISECONDS = 100;
/** Marks wait so long for company: one statement for many rows. The events themselves have left already. */
const SETTLE_MILLISECONDS = 100;

const STOP_MILLISECONDS = 5_000;

export interface RelayOptions {
  readonly store: OutboxStore;
  readonly publisher: Publisher;
  /** Whose commits are published at once. */
  readonly dataSource: DataSource;
  /** Rows of one lease at most; ten times as many may be under way after commits. */
  readonly batchSize: number;
  /** Pause between two looks for due rows when there were none. */
  readonly idleMilliseconds: number;
  readonly log: MessagingLog;
}

/**
 * Brings outbox rows to the broker; nobody else publishes events. Two roads, one rule: who publishes a row holds its
 * lease (`next_try_at`). A row is born leased to the process that writes it, which publishes it from memory right
 * after COMMIT; rows that were left over (a crash, no broker, no queue) are leased by looking for them.
 * A crash at any point ends in a second publication at worst, which the inbox absorbs.
 * See docs/decisions/0003-outbox-leases.md.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #pause = new Pause();
  readonly #settlePause = new Pause();
  readonly #underWay = new Set<Promise<void>>();
  #publications: Publication[] = [];
  #settling?: Promise<void>;
  readonly #stop = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  start(): void {
    const { dataSource, publisher } = this.#options;
    publisher.onOpen(() => this.#pause.end());
    listenToCommits(dataSource, (envelopes) => this.#publishCommitted(envelopes));
    this.#loop = this.#run();
  }

  /** Finishes what is under way. To be called when nothing commits any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    stopListening(this.#options.dataSource);
    this.#pause.end();
    // In an alarm the broker takes nothing for as long as it likes: the rows stay in the outbox.
    const finished = this.#loop.then(() => Promise.all(this.#underWay));
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, STOP_MILLISECONDS).unref())]);
    this.#settlePause.end();
    await this.#settling;
  }

  #publishCommitted(envelopes: readonly Envelope[]): void {
    const { publisher, batchSize } = this.#options;
    const refusal = !publisher.open ? 'NO_BROKER' : this.#underWay.size > 10 * batchSize ? 'RELAY_BUSY' : undefined;
    for (const envelope of envelopes) {
      if (refusal) this.#settle(envelope, refusal);
      else void this.#publish(envelope);
    }
  }

  async #run(): Promise<void> {
    const { publisher, store, batchSize, idleMilliseconds, log } = this.#options;
    while (!this.#stop.signal.aborted) {
      let pause = idleMilliseconds;
      try {
        await publisher.ready(this.#stop.signal);
        const envelopes = await store.lease(batchSize);
        await Promise.all(envelopes.map((envelope) => this.#publish(envelope)));
        if (envelopes.length === batchSize) pause = 0;
        else if (envelopes.length > 0) pause = BUSY_MILLISECONDS;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        log.warn({ code: codeOf(error) }, 'the relay could not look for outbox rows');
      }
      if (!this.#stop.signal.aborted && pause > 0) await this.#pause.wait(pause);
    }
  }

  #publish(envelope: Envelope): Promise<void> {
    const work = this.#options.publisher.publish(asMessage(envelope)).then(
      () => this.#settle(envelope),
      (error: unknown) => this.#settle(envelope, codeOf(error)),
    );
    this.#underWay.add(work);
    return work.finally(() => this.#underWay.delete(work));
  }

  #settle(envelope: Envelope, failure?: string): void {
    this.#publications.push({ county: envelope.county, id: envelope.id, failure });
    if (this.#publications.length >= this.#options.batchSize) this.#settlePause.end();
    this.#settling ??= this.#writeSettled();
  }

  async #writeSettled(): Promise<void> {
    while (this.#publications.length > 0) {
      if (!this.#stop.signal.aborted && this.#publications.length < this.#options.batchSize) {
        await this.#settlePause.wait(SETTLE_MILLISECONDS);
      }
      const publications = this.#publications;
      this.#publications = [];
      try {
        await this.#options.store.settle(publications);
        // What was given back blameless, because the broker was away for a moment, is due at once.
        if (publications.some(({ failure }) => failure !== undefined)) this.#pause.end();
      } catch (error) {
        // The leases will end and the rows be sent a second time.
        this.#options.log.warn({ code: codeOf(error), rows: publications.length }, 'outbox rows could not be marked');
      }
    }
    // In the same turn as the last look at the list, or a publication in between would find nobody to write it.
    this.#settling = undefined;
  }
}

/** An event as the broker gets it. */
export function asMessage(envelope: Envelope): Outgoing {
  return {
    exchange: EVENTS,
    routingKey: envelope.name,
    content: Buffer.from(JSON.stringify(envelope)),
    properties: {
      messageId: envelope.id,
      type: envelope.name,
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      timestamp: Math.floor(Date.now() / 1000),
      headers: envelope.traceparent ? { traceparent: envelope.traceparent } : {},
    },
  };
}
