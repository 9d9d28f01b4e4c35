import { businessNow, moveBusinessTime } from '../demo/running/business-time.store.js';
import type { Running } from '../demo/running/running.js';
import type { Acted, Acts, Refusal } from './acts.js';
import type { Case } from './cases.js';
import { CONDUCT, type Intent } from './conduct.js';
import { Diary } from './diary.js';
import type { Observer, Seen } from './observation.store.js';
import type { Patients } from './patients.js';
import type { Rosters } from './roster.js';

/** People act side by side, as many at a time. */
const AT_ONCE = 12;
/** What falls into the same minutes is done in one step of the clock. */
const STEP_MS = 5 * 60_000;
/** Nobody tries the same again at once. */
const AGAIN_AFTER_MS = 2 * 3_600_000;
/** A deadline's ladder is watched while people do nothing. */
const LONGEST_STEP_MS = 6 * 3_600_000;
/** A referral that nobody can settle in so much time is a fault of Fenji or of the conduct. */
const PATIENCE_MS = 90 * 86_400_000;
const NOBODY_ACTS = new Date(8.64e15);

/** Everything a simulated week needs around it. */
export interface World {
  readonly running: Running;
  readonly observer: Observer;
  readonly acts: Acts;
  readonly patients: Patients;
  readonly rosters: Rosters;
  readonly say: (line: string) => void;
}

/** Plays the cases of a week and everything that follows from them, until no referral is open. */
export class Week {
  readonly diary = new Diary();
  private readonly cases = new Map<string, Case>();
  private readonly intents = new Map<string, { intent: Intent; seen: Seen }>();
  private now = new Date(0);

  constructor(
    private readonly world: World,
    private readonly coming: Case[],
  ) {}

  /** @throws Error when referrals are still open ninety days after the last case */
  async play(): Promise<Diary> {
    const last = this.coming.at(-1)?.at ?? new Date(0);
    await this.goTo(new Date((this.coming[0]?.at.getTime() ?? 0) - STEP_MS));
    for (;;) {
      const next = this.nextInstant();
      if (next === undefined) return this.diary;
      if (next.getTime() > last.getTime() + PATIENCE_MS)
        throw new Error(
          `${this.diary.open().length} referrals are not settled: ${this.diary.open().slice(0, 5).join(', ')}`,
        );
      await this.goTo(next);
      await this.actOnWhatIsDue();
    }
  }

  private nextInstant(): Date | undefined {
    const open = this.diary.open().length > 0;
    if (!open && this.coming.length === 0) return undefined;
    const times = [...this.intents.values()].map(({ intent }) => intent.at.getTime());
    const next = Math.min(this.coming[0]?.at.getTime() ?? NOBODY_ACTS.getTime(), ...times);
    const step = Math.max(next, this.now.getTime() + STEP_MS);
    return new Date(open ? Math.min(step, this.now.getTime() + LONGEST_STEP_MS) : step);
  }

  /** Moves the clock, lets every timer run, every message arrive, and looks at what came of it. */
  private async goTo(instant: Date): Promise<void> {
    const day = instant.toISOString().slice(0, 10);
    const newDay = day !== this.now.toISOString().slice(0, 10);
    const before = this.now;
    this.now = await moveBusinessTime(this.world.running.databaseUrl, (now) => (instant > now ? instant : now));
    if (newDay) {
      const sessions = await this.world.rosters.publishUpTo(this.now);
      this.world.say(`  ${day}  ${this.diary.line()}, ${sessions} sessions published`);
    }
    await this.observe(before);
  }

  private async observe(since: Date): Promise<void> {
    await this.world.observer.quiet();
    for (const seen of await this.world.observer.changed(since)) {
      this.diary.note(seen, this.now);
      const of = this.caseOf(seen);
      const view = { seen, now: this.now, of };
      const intent = this.diary.isOpen(seen.id) ? CONDUCT[seen.state]?.(view) : undefined;
      if (intent) this.intents.set(seen.id, { intent, seen });
      else this.intents.delete(seen.id);
    }
  }

  private async actOnWhatIsDue(): Promise<void> {
    const started = await businessNow(this.world.running.databaseUrl);
    const acts: (() => Promise<void>)[] = [];
    while (this.coming[0] && this.coming[0].at <= this.now) {
      const one = this.coming.shift()!;
      acts.push(() => this.refer(one));
    }
    for (const [id, { intent, seen }] of this.intents) {
      if (intent.at > this.now) continue;
      this.intents.delete(id);
      acts.push(async () => this.settle(await this.world.acts.carryOut(intent, seen, this.now), seen));
    }
    await atMost(AT_ONCE, acts);
    await this.observe(started);
  }

  private async refer(one: Case): Promise<void> {
    const patient = await this.world.patients.oneOf(one.doctor);
    const acted = await this.world.acts.referUp(one, this.now, patient);
    if (acted && 'id' in acted) this.cases.set(acted.id, one);
    else if (acted) this.diary.refused(acted);
  }

  private settle(acted: Acted, seen: Seen): void {
    if (!acted) return;
    if ('id' in acted) this.cases.set(acted.id, this.caseOf(seen));
    else this.complain(acted, seen);
  }

  /** Every refusal is told; whoever was refused looks again later, unless the referral changes before. */
  private complain(refusal: Refusal, seen: Seen): void {
    this.diary.refused(refusal);
    const intent = CONDUCT[seen.state]?.({ seen, now: this.now, of: this.caseOf(seen) });
    if (!intent) return;
    const at = new Date(Math.max(intent.at.getTime(), this.now.getTime() + AGAIN_AFTER_MS));
    this.intents.set(seen.id, { intent: { ...intent, at }, seen });
  }

  private caseOf({ id, parentReferralId }: Seen): Case {
    const one = this.cases.get(id) ?? this.cases.get(parentReferralId ?? '');
    if (!one) throw new Error(`Nobody of this simulation made the referral ${id}.`);
    this.cases.set(id, one);
    return one;
  }
}

async function atMost(width: number, work: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < work.length) await work[next++]!();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
