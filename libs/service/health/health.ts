import { Injectable } from '@nestjs/common';
import type { MessagingHealth } from '#messaging/strategy.js';
import { Database } from '../database/database.js';

/** Seconds without a consumer after which a service no longer counts as ready (engineering §2.3 no. 17). */
const SILENCE_SECONDS = 30;
const DATABASE_TIMEOUT_MS = 1_000;

export interface Readiness {
  ready: boolean;
  parts: { database: 'up' | 'down'; broker: 'up' | 'down' | 'unused'; shuttingDown: boolean };
}

/** What is known about this process and what it depends on. */
@Injectable()
export class Health {
  private shuttingDown = false;
  private broker?: () => MessagingHealth;

  constructor(private readonly database: Database) {}

  watchBroker(health: () => MessagingHealth): void {
    this.broker = health;
  }

  /** From now on not ready: the balancer sends nobody here any more. */
  startShutdown(): void {
    this.shuttingDown = true;
  }

  /** A silent broker does not make a service unready at once: writes wait in the outbox meanwhile. */
  async readiness(): Promise<Readiness> {
    const database = (await this.database.answersWithin(DATABASE_TIMEOUT_MS)) ? 'up' : 'down';
    const broker = this.brokerState();
    const ready = database === 'up' && broker !== 'down' && !this.shuttingDown;
    return { ready, parts: { database, broker, shuttingDown: this.shuttingDown } };
  }

  private brokerState(): 'up' | 'down' | 'unused' {
    if (!this.broker) return 'unused';
    const { silentSince } = this.broker();
    return silentSince && Date.now() - silentSince.getTime() > SILENCE_SECONDS * 1000 ? 'down' : 'up';
  }
}
