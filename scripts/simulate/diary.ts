import type { Refusal } from './acts.js';
import type { Seen } from './observation.store.js';

const ENDED = ['closed', 'rejected', 'cancelled', 'expired'];

/** One stretch of a referral's life that somebody had to end by an instant. */
export interface Duty {
  readonly id: string;
  readonly kind: string;
  readonly urgencyClass: string;
  readonly dueAt: Date;
  doneAt?: Date;
}

/** What became of everybody: written down while the week is played. */
export class Diary {
  readonly referrals = new Map<string, Seen>();
  readonly duties: Duty[] = [];
  readonly refusals: Refusal[] = [];
  readonly arrived = new Set<string>();
  readonly reserved = { family: new Set<string>(), other: new Set<string>() };
  private readonly current = new Map<string, Duty>();

  note(seen: Seen, now: Date): void {
    const duty = this.current.get(seen.id);
    if (duty && (duty.kind !== seen.dueKind || duty.dueAt.getTime() !== seen.dueAt?.getTime())) {
      duty.doneAt = now;
      this.current.delete(seen.id);
    }
    if (seen.dueAt && seen.dueKind && !this.current.has(seen.id)) this.begin(seen, seen.dueKind, seen.dueAt);
    this.referrals.set(seen.id, seen);
    if (['arrived', 'in-care'].includes(seen.state)) this.arrived.add(seen.id);
    if (seen.unit) this.reserved[seen.unit.fromReserve ? 'family' : 'other'].add(seen.id);
  }

  refused(refusal: Refusal): void {
    this.refusals.push(refusal);
  }

  /** Not ended, or ended by the other side and not yet acknowledged. */
  isOpen(id: string): boolean {
    const seen = this.referrals.get(id);
    return seen !== undefined && (!ENDED.includes(seen.state) || seen.dueAt !== null);
  }

  open(): string[] {
    return [...this.referrals.keys()].filter((id) => this.isOpen(id));
  }

  line(): string {
    return `${this.referrals.size} referrals, ${this.open().length} open`;
  }

  private begin({ id, urgencyClass }: Seen, kind: string, dueAt: Date): void {
    const duty = { id, kind, urgencyClass, dueAt };
    this.current.set(id, duty);
    this.duties.push(duty);
  }
}
