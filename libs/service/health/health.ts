import { Injectable } from '@nestjs/common';
import type { MessagingHealth } from '#messaging/strategy.js';
import { Database } from '../database/database.js';

/** Seconds without a consumer after which a service no longer counts as ready (engineering §2.3 no. 17). */
const SILENCE_SECONDS = 30;
const DATABASE_TIMEOUT_MS = 1_000;

/** `blocked`: it takes no messages for want of memory or disk; they wait in the outbox. */
type BrokerState = 'up' | 'down' | 'blocked' | 'unused';

export interface Readiness {
  ready: boolean;
  parts: { database: 'up' | 'down'; broker: BrokerState; shuttingDown: boolean };
  /** What the service itself wants to be seen; it never makes it unready. */
  notes?: Record<string, string>;
}

/** What is known about this process and what it depends on. */
@Injectable()
export class Health {
  private shuttingDown = false;
  private broker?: () => MessagingHealth;
  private readonly notes = new Map<string, () => string>();

  constructor(private readonly database: Database) {}

  watchBroker(health: () => MessagingHealth): void {
    this.broker = health;
  }

  /** Shows a state of the service's own beside its readiness. */
  watch(name: string, state: () => string): void {
    this.notes.set(name, state);
  }

  /** From now on not ready: the balancer sends nobody here any more. */
  startShutdown(): void {
    this.shuttingDown = true;
  }

  /** A broker that fell silent a moment ago does not make a service unready: writes wait in the outbox meanwhile. */
  async readiness(): Promise<Readiness> {
    const database = (await this.database.answersWithin(DATABASE_TIMEOUT_MS)) ? 'up' : 'down';
    const broker = this.brokerState();
    const ready = database === 'up' && (broker === 'up' || broker === 'unused') && !this.shuttingDown;
    const notes = Object.fromEntries([...this.notes].map(([name, state]) => [name, state()]));
    const parts = { database, broker, shuttingDown: this.shuttingDown } as const;
    return { ready, parts, ...(this.notes.size > 0 ? { notes } : {}) };
  }

  private brokerState(): BrokerState {
    if (!this.broker) return 'unused';
    const { silentSince, blocked } = this.broker();
    if (blocked) return 'blocked';
    return silentSince && Date.now() - silentSince.getTime() > SILENCE_SECONDS * 1000 ? 'down' : 'up';
  }
}
