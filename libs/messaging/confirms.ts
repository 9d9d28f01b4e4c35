import type { MessagingMetrics } from './metrics.js';

/** Longest wait for a confirm; shorter than the lease of an outbox row, which would be sent twice otherwise. */
export const CONFIRM_WAIT_MILLISECONDS = 3_000;
const SWEEP_MILLISECONDS = 500;

/** The broker did not take the message, or did not say so. */
export class NotConfirmed extends Error {
  constructor(readonly code: 'NO_BROKER' | 'NO_ROUTE' | 'NACK' | 'CONFIRM_TIMEOUT' | 'CONNECTION_LOST') {
    super(code);
    this.name = 'NotConfirmed';
  }
}

interface Expected {
  readonly sentAt: number;
  readonly settle: (error?: NotConfirmed) => void;
}

/** Confirms that one channel waits for. */
export class Confirms {
  readonly #expected = new Set<Expected>();
  readonly #returned = new Set<string>();
  readonly #metrics: MessagingMetrics;
  readonly #sweep: NodeJS.Timeout;
  #lastHeard = performance.now();
  #idle: (() => void)[] = [];

  /** `onSilence` is called when nothing was confirmed during a whole wait. */
  constructor(metrics: MessagingMetrics, onSilence: () => void) {
    this.#metrics = metrics;
    this.#sweep = setInterval(() => this.#giveUpOld(onSilence), SWEEP_MILLISECONDS);
  }

  /** Sends and waits. `send` gets the callback of amqplib: an error means a refusal, or that the channel is gone. */
  expect(key: string, send: (done: (error: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const expected: Expected = {
        sentAt: performance.now(),
        settle: (error) => {
          if (!this.#expected.delete(expected)) return;
          if (error) this.#metrics.notConfirmed(error.code);
          else this.#metrics.confirmed((performance.now() - expected.sentAt) / 1000);
          if (error) reject(error);
          else resolve();
          if (this.#expected.size === 0) for (const wake of this.#idle.splice(0)) wake();
        },
      };
      this.#expected.add(expected);
      try {
        send((error) => {
          this.#lastHeard = performance.now();
          // The return of an unroutable message comes before its confirm, and the confirm is positive.
          const unroutable = this.#returned.delete(key);
          if (error) expected.settle(new NotConfirmed('NACK'));
          else expected.settle(unroutable ? new NotConfirmed('NO_ROUTE') : undefined);
        });
      } catch {
        // The channel is closing under us.
        expected.settle(new NotConfirmed('CONNECTION_LOST'));
      }
    });
  }

  /** The broker gave a message back: no queue is bound to its key. */
  returned(key: string): void {
    this.#returned.add(key);
  }

  /** The channel is gone: every outcome is unknown. */
  abandon(): void {
    clearInterval(this.#sweep);
    for (const expected of [...this.#expected]) expected.settle(new NotConfirmed('CONNECTION_LOST'));
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    if (this.#expected.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #giveUpOld(onSilence: () => void): void {
    const oldest = performance.now() - CONFIRM_WAIT_MILLISECONDS;
    for (const expected of [...this.#expected]) {
      if (expected.sentAt > oldest) return;
      if (this.#lastHeard < expected.sentAt) onSilence();
      expected.settle(new NotConfirmed('CONFIRM_TIMEOUT'));
    }
  }
}
