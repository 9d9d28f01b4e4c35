import { businessNow, moveBusinessTime } from '../running/business-time.store.js';
import { inBeijing } from '../running/moves.js';
import type { Running } from '../running/running.js';
import type { Cast } from './cast.js';
import type { Voice } from './voice.js';

/** Where the story plays: who is there, what time it is, and how it is told. */
export interface Stage {
  readonly cast: Cast;
  readonly voice: Voice;
  readonly time: BusinessTime;
}

/** Business time as the services see it: the database's clock, moved forward where the case must wait. */
export class BusinessTime {
  private ahead = 0;

  private constructor(private readonly databaseUrl: string) {}

  static async of(running: Running): Promise<BusinessTime> {
    const time = new BusinessTime(running.databaseUrl);
    time.set(await businessNow(running.databaseUrl));
    return time;
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Local date so many days from now, `YYYY-MM-DD`. */
  dateIn(days: number): string {
    return inBeijing(new Date(this.now().getTime() + days * 86_400_000)).slice(0, 10);
  }

  /** Moves the clock to the instant, in all services at once, and says why. */
  async waitUntil(instant: Date, zh: string, en: string): Promise<void> {
    this.set(await moveBusinessTime(this.databaseUrl, (now) => (instant > now ? instant : now)));
    console.log(`\n    ⏩ ${inBeijing(this.now())}  ${zh} · ${en}`);
  }

  private set(now: Date): void {
    this.ahead = now.getTime() - Date.now();
  }
}

/** The story is not as told. */
export class NotAsTold extends Error {}

/** @throws NotAsTold unless the value is the one that the story needs */
export function expect<T>(what: string, value: T, wanted: T): void {
  if (value !== wanted) throw new NotAsTold(`${what}: ${String(value)} instead of ${String(wanted)}`);
}
