import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../env.js';
import { logger } from '../logging/logger.js';
import type { Timer } from '../timer/timer.js';
import { CLOCK_FOLLOWED, CLOCK_MOVED, followed } from './business-clock.js';

const AGAIN_AFTER_MILLISECONDS = 1_000;

/**
 * Where a demo county may move business time, the timers tick as soon as it was moved, and say when they have: a
 * simulated week need not wait for the seconds between two ticks. Elsewhere time cannot be moved, and nothing listens.
 */
export class ClockWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private client: pg.Client | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly env: Env,
    private readonly timer: Timer,
    private readonly service: string,
  ) {}

  /** Does not wait for the database: a service starts without it, too. */
  onApplicationBootstrap(): void {
    if (this.env.FENJI_DEMO && !this.client) void this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    await this.client?.end();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.env.DATABASE_URL,
      application_name: `${this.service}-clock`,
    });
    this.client = client;
    // A lost connection says so more than once.
    client.on('error', () => this.listenAgain());
    client.on('notification', ({ payload = '' }) => void this.follow(client, payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CLOCK_MOVED}`);
    } catch (error) {
      logger.warn({ err: error }, 'the business clock is not watched yet');
      this.listenAgain();
    }
  }

  private listenAgain(): void {
    clearTimeout(this.again);
    if (!this.stopped) this.again = setTimeout(() => void this.listen(), AGAIN_AFTER_MILLISECONDS);
  }

  private async follow(client: pg.Client, move: string): Promise<void> {
    await this.timer.tickAll();
    // Lost with the connection: whoever moved the clock does not wait for ever.
    await client
      .query('SELECT pg_notify($1, $2)', [CLOCK_FOLLOWED, followed(move, this.service)])
      .catch(() => undefined);
  }
}
