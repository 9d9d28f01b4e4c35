import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Counter } from 'prom-client';
import { logger } from '../logging/logger.js';

const failures = new Counter({
  name: 'fenji_timer_failures_total',
  help: 'Runs of a timer that threw',
  labelNames: ['timer'],
});

/** Ticks `runOnce` functions that claim due rows with SKIP LOCKED: any number of replicas may tick (architecture §3). */
@Injectable()
export class Timer implements OnModuleDestroy {
  private readonly ticks = new Map<string, () => Promise<void>>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly timeouts = new Map<string, NodeJS.Timeout>();
  private stopped = false;

  /**
   * Calls `runOnce` every `seconds`, at once again while it answers more than 0 (there may be more due).
   * A throw is logged and counted; the next tick tries again. A name ticks once, however often it is asked for.
   */
  every(name: string, seconds: number, runOnce: () => Promise<number>): void {
    // Nest calls the hooks of a process once for HTTP and once for its messages.
    if (this.stopped || this.ticks.has(name)) return;
    const tick = async (): Promise<void> => {
      await this.drainDue(name, runOnce);
      this.running.delete(name);
      this.plan(name, seconds, tick);
    };
    this.ticks.set(name, tick);
    this.plan(name, seconds, tick);
  }

  /** Ticks every timer now; resolves when each has found nothing more that is due. */
  async tickAll(): Promise<void> {
    await Promise.all(
      [...this.ticks].map(async ([name, tick]) => {
        // What runs may have read the time before it was moved.
        await this.running.get(name);
        clearTimeout(this.timeouts.get(name));
        if (this.stopped) return;
        const run = tick();
        this.running.set(name, run);
        await run;
      }),
    );
  }

  /** Stops ticking and waits for what runs. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const timeout of this.timeouts.values()) clearTimeout(timeout);
    await Promise.all(this.running.values());
  }

  private plan(name: string, seconds: number, tick: () => Promise<void>): void {
    if (this.stopped) return;
    this.timeouts.set(
      name,
      setTimeout(() => this.running.set(name, tick()), seconds * 1000),
    );
  }

  private async drainDue(name: string, runOnce: () => Promise<number>): Promise<void> {
    try {
      while (!this.stopped && (await runOnce()) > 0);
    } catch (error) {
      failures.inc({ timer: name });
      logger.error({ timer: name, err: error }, 'timer failed');
    }
  }
}
