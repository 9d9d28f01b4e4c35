import { type TraceContext, traceContext } from './trace.js';

/** The queue of a {@link Batcher} is full, or does not move: refuse the request, the caller may come again. */
export class QueueFull extends Error {
  readonly code = 'QUEUE_FULL';
  constructor() {
    super('too many requests are waiting');
    this.name = 'QueueFull';
  }
}

export interface BatcherOptions<I, O> {
  /** Items of one batch at most. */
  readonly maxSize: number;
  /** Batches that run at the same time at most. */
  readonly maxInFlight: number;
  /** Items that wait at most; beyond it {@link QueueFull}. */
  readonly maxQueued: number;
  /** One transaction for all items; answers in the order of the items. */
  readonly runBatch: (items: I[]) => Promise<O[]>;
}

/**
 * How long the items of a failed batch are tried one by one. When the database is away each would wait for it in vain;
 * those that are left are refused instead, so that their callers come again.
 */
const ALONE_MILLISECONDS = 5_000;

/**
 * A batch of so many is a sign of load. The next one then waits a moment for more company: few large transactions do
 * the work of many small ones. An item that finds the batcher idle never waits.
 */
const SEVERAL = 3;
const GATHER_MILLISECONDS = 10;

interface Waiting<I, O> {
  readonly item: I;
  readonly trace: TraceContext;
  readonly resolve: (answer: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets concurrent requests share one set-based transaction (architecture §5): items that arrive while a batch
 * runs, and for a moment after a batch of several, form the next one; so an idle service answers at once and a busy one
 * writes sets. A batch that fails is run again one by one, so that one item cannot fail its neighbours.
 */
export class Batcher<I, O> {
  readonly #options: BatcherOptions<I, O>;
  #queue: Waiting<I, O>[] = [];
  #inFlight = 0;
  #gathering = false;

  constructor(options: BatcherOptions<I, O>) {
    this.#options = options;
  }

  /** Rejects with {@link QueueFull}, or with what `runBatch` threw for this very item. */
  submit(item: I): Promise<O> {
    if (this.#queue.length >= this.#options.maxQueued) return Promise.reject(new QueueFull());
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, trace: traceContext.getStore() ?? {}, resolve, reject });
      // Items submitted in the same turn of the event loop travel together.
      if (this.#queue.length === 1) queueMicrotask(() => this.#startNext());
    });
  }

  #startNext(): void {
    while (!this.#gathering && this.#inFlight < this.#options.maxInFlight && this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#options.maxSize);
      this.#inFlight += 1;
      // A batch of several belongs to no single request, so it must not carry the trace of the one that started it.
      const trace = batch.length === 1 ? batch[0]!.trace : {};
      void traceContext
        .run(trace, () => this.#runAll(batch))
        .finally(() => {
          this.#inFlight -= 1;
          if (batch.length >= SEVERAL && this.#queue.length < this.#options.maxSize) this.#gather();
          else this.#startNext();
        });
    }
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => {
      this.#gathering = false;
      this.#startNext();
    }, GATHER_MILLISECONDS);
  }

  async #runAll(batch: Waiting<I, O>[]): Promise<void> {
    try {
      const answers = await this.#options.runBatch(batch.map((waiting) => waiting.item));
      if (answers.length !== batch.length) throw new Error('runBatch must answer every item');
      for (const [i, waiting] of batch.entries()) waiting.resolve(answers[i]!);
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      const until = performance.now() + ALONE_MILLISECONDS;
      for (const waiting of batch) {
        if (performance.now() > until) waiting.reject(new QueueFull());
        else await this.#runAll([waiting]);
      }
    }
  }
}
