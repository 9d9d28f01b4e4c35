import type { UnitWanted } from '#contracts/parts.js';
import { Writes } from '#service/write/writes.js';
import { BookingActs } from '../../apps/reservation/booking/acts.service.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { confirm } from '../../apps/reservation/unit/asked.js';
import { release } from '../../apps/reservation/unit/steps.js';
import { writeOf } from '../reservation/desk.js';
import { at, later, Room, referral } from '../reservation/room.js';
import { runClock } from '../reservation/ticking.js';

type Referral = ReturnType<typeof referral>;

/** Counters by the letters of domain §7.2; `limit` is what M + U + E may reach: C − max(q, F). */
export interface Letters {
  C: number;
  R: number;
  q: number;
  F: number;
  M: number;
  U: number;
  E: number;
  limit: number;
  shortfall: number;
}

/** One expert morning of the real service on a database of its own, and people who come for its units. */
export class Scene {
  private readonly family: Referral[] = [];

  private constructor(
    readonly room: Room,
    readonly session: Session,
  ) {}

  /** Published 13 days ahead: open to family doctors, not yet to the public. */
  static async of(capacity: number): Promise<Scene> {
    const room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    return new Scene(room, await room.morning(capacity));
  }

  /** Ends the scene: whatever happened in it, no invariant may be broken. */
  async close(): Promise<void> {
    const breaches = await this.room.breaches();
    await this.room.close();
    expect(breaches).toEqual([]);
  }

  /** T−`days` at a local time; the clock does what is due by then. */
  async passTo(days: number, time: string): Promise<void> {
    await this.room.moveTo(at(days, time));
    await runClock(this.room.clock);
  }

  /** Referrals with the right to the reserve, all at once; those that get a unit confirm it. @returns how many got one */
  async familyTakes(n: number, wanted: Partial<UnitWanted> = {}): Promise<number> {
    const got = await this.refer(n, wanted);
    this.family.push(...got);
    return got.length;
  }

  /** Referrals by doctors without that right. */
  async primaryTakes(n: number): Promise<number> {
    return (await this.refer(n, { entitlement: 'open' })).length;
  }

  async emergencyTakes(n: number): Promise<number> {
    return (await this.refer(n, { entitlement: 'emergency', urgencyClass: 'U1' })).length;
  }

  /** Bookings in the public channel, all at once. @returns how many got a unit */
  async publicTakes(n: number): Promise<number> {
    return (await this.publicBooks(n)).length;
  }

  /** @returns the ids of the bookings */
  async publicBooks(n: number): Promise<string[]> {
    const outcomes = await Promise.all(Array.from({ length: n }, () => this.room.book(this.session)));
    return outcomes.flatMap((outcome) => ('body' in outcome ? [outcome.body.id] : []));
  }

  async publicCancels(id: string): Promise<void> {
    const desk = new BookingActs(new Writes(this.room.database), new SupplyPolicies());
    await desk.cancel(writeOf({ ifMatch: 1 }), id);
  }

  async familyCancels(): Promise<void> {
    const event = this.family.pop();
    if (!event) throw new Error('nobody has a unit');
    await this.room.moves.apply(later(later(event)), release, true);
  }

  async letters(): Promise<Letters> {
    const s = await this.room.session(this.session.id);
    const [C, q] = [s.capacity + s.extra, s.reserve - s.released];
    return {
      C,
      R: s.reserve,
      q,
      F: s.familyTaken,
      M: s.otherTaken,
      U: s.publicTaken,
      E: s.emergencyTaken,
      limit: C - Math.max(q, s.familyTaken),
      shortfall: s.shortfall,
    };
  }

  private async refer(n: number, wanted: Partial<UnitWanted>): Promise<Referral[]> {
    const events = Array.from({ length: n }, () =>
      referral({}, { doctorId: this.session.doctorId ?? undefined, ...wanted }),
    );
    await this.room.submit(...events);
    const held = await this.room.rows<{ referral_id: string; id: string }>(
      `SELECT referral_id, id FROM reservation WHERE state = 'held' AND referral_id = ANY ($1)`,
      [events.map(({ data }) => data.referralId)],
    );
    const units = new Map(held.map(({ referral_id, id }) => [referral_id, id]));
    const got = events.filter(({ data }) => units.has(data.referralId));
    for (const event of got)
      await this.room.moves.apply(later(event, { reservationId: units.get(event.data.referralId) as string }), confirm);
    return got;
  }
}
