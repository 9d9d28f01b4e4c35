/** Who asks: with the right to the reserve (V05), a referral without it, the public channel, or an emergency (U1). */
export type Who = 'family' | 'other' | 'public' | 'emergency';

/** Minutes before and after 00:00 of the day of service, T. */
export type Minute = number;
const onDay = (daysBefore: number, hours: number, minutes = 0): Minute => -daysBefore * 1440 + hours * 60 + minutes;

export const STAGE_1 = onDay(2, 18);
export const STAGE_2 = onDay(1, 12);
export const MORNING = onDay(0, 7, 30);
/** A stage may come so many minutes late, to keep hospitals from releasing all at once. */
export const JITTER = 10;

/** One clinic session of the reference model: the counters of domain §7.2 and the rules of §7.3 to §7.6. */
export class ModelSession {
  extra = 0;
  released = 0;
  /** Release stages that have run. */
  stage = 0;
  readonly taken: Record<Who, number> = { family: 0, other: 0, public: 0, emergency: 0 };
  /** w: released by a stage, and until `freshUntil` not for the public. */
  private fresh = 0;
  private freshUntil: Minute = Number.NEGATIVE_INFINITY;

  constructor(
    readonly doctor: string,
    readonly start: Minute,
    readonly end: Minute,
    public capacity: number,
    public reserve: number,
    readonly published: Minute,
  ) {}

  /** A late roster leaves family doctors a day alone, at the latest until stage 1. */
  get opensToAll(): Minute {
    return Math.min(Math.max(onDay(7, 8), this.published + 1440), STAGE_1);
  }

  /** q: reserve still protected, counting what family doctors took of it. */
  get q(): number {
    return this.reserve - this.released;
  }

  get publicTaken(): number {
    return this.taken.other + this.taken.public + this.taken.emergency;
  }

  get free(): number {
    return this.capacity + this.extra - this.taken.family - this.publicTaken;
  }

  /** After stage 2 a family doctor's U4 is treated as any other referral. */
  standing(who: Who, urgency: string | undefined): Who {
    return who === 'family' && urgency === 'U4' && this.stage >= 2 ? 'other' : who;
  }

  mayTake(standing: Who, now: Minute): boolean {
    if (standing === 'emergency') return now < this.end;
    const isOpen = this.opensToAll <= now;
    if (this.start - 30 <= now) return false;
    if (standing === 'family') return this.free >= 1 && (isOpen || this.taken.family + 1 <= this.q);
    const w = standing === 'public' && now < this.freshUntil ? this.fresh : 0;
    const limit = this.capacity + this.extra - Math.max(this.q + w, this.taken.family);
    return isOpen && this.publicTaken + 1 <= limit;
  }

  /** @returns whether the unit had to be added for an emergency */
  take(standing: Who): boolean {
    const isExtra = standing === 'emergency' && this.free === 0;
    const limit = this.capacity + this.extra - Math.max(this.q, this.taken.family);
    if (isExtra) this.extra += 1;
    else if (standing === 'emergency' && this.publicTaken + 1 > limit) this.released += 1;
    if (standing === 'other') this.fresh = Math.max(0, this.fresh - 1);
    this.taken[standing] += 1;
    return isExtra;
  }

  /** Before stage 2 a family unit is protected again, afterwards it is open. */
  giveBack(standing: Who, isExtra: boolean): void {
    if (standing === 'family' && this.stage >= 2 && this.taken.family <= this.q) this.released += 1;
    if (isExtra) this.extra -= 1;
    this.taken[standing] -= 1;
  }

  /** When the next stage is due; none after the third. */
  get nextStage(): Minute {
    return [STAGE_1, STAGE_2, MORNING][this.stage] ?? Number.POSITIVE_INFINITY;
  }

  /** Runs the next stage. @returns units released */
  release(now: Minute): number {
    const unused = Math.max(0, this.q - this.taken.family);
    const held = this.reserve >= 5 ? Math.ceil((this.reserve * 5) / 100) : 0;
    const units = [
      Math.min(Math.floor(unused / 2), Math.max(0, unused - held)),
      unused - Math.min(held, unused),
      unused,
    ][this.stage] as number;
    this.stage += 1;
    this.released += units;
    if (units > 0) {
      this.fresh = units + (now < this.freshUntil ? this.fresh : 0);
      this.freshUntil = now + 60;
    }
    return units;
  }
}
