import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Entitlement, Pool, UrgencyClass } from '#contracts/codes.js';
import type { Taker } from '../reserve/rule.js';

/** States of a unit somebody has (domain §7.5). */
export type ReservationState =
  | 'held'
  | 'confirmed'
  | 'arrived'
  | 'fulfilled'
  | 'no-show'
  | 'cancelled'
  | 'expired'
  | 'displaced';

export const CHANNELS = ['fd-referral', 'web', 'phone', 'onsite', 'app'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One seat of one session and who has it: a hold or a booking. */
@Entity({ name: 'reservation' })
export class Reservation {
  /** County of the session. */
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'uuid' }) sessionId: string;
  @Column({ type: 'integer' }) seat: number;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'text' }) pool: Pool;
  @Column({ name: 'group_code', type: 'text' }) group: string;
  @Column({ type: 'timestamptz' }) startsAt: Date;
  @Column({ type: 'text' }) state: ReservationState;
  /** The seat counts as taken. */
  @Column({ type: 'boolean' }) occupies: boolean;
  @Column({ type: 'text' }) taker: Taker;
  @Column({ type: 'boolean' }) fromReserve: boolean;
  /** The unit was added for this U1 patient. */
  @Column({ type: 'boolean' }) extra: boolean;
  @Column({ type: 'text' }) channel: Channel;
  @Column({ type: 'uuid' }) patientId: string;
  @Column({ type: 'text', nullable: true }) entitlement: Entitlement | null;
  @Column({ type: 'text', nullable: true }) urgencyClass: UrgencyClass | null;
  @Column({ type: 'char', length: 6, nullable: true }) referralCounty: string | null;
  @Column({ type: 'uuid', nullable: true }) referralId: string | null;
  @Column({ type: 'smallint', nullable: true }) hop: number | null;
  @Column({ type: 'text', nullable: true }) referringInstitution: string | null;
  /** Set where the hold is an offer to a waiting entry. */
  @Column({ type: 'uuid', nullable: true }) waitEntryId: string | null;
  @Column({ type: 'timestamptz' }) createdAt: Date;
  @Column({ type: 'timestamptz', nullable: true }) holdUntil: Date | null;
  /** The hold's time has restarted at acceptance; that happens once. */
  @Column({ type: 'boolean' }) extended: boolean;
  /** How often a form hold was extended. */
  @Column({ type: 'smallint' }) extensions: number;
  /** Units of one referral that were taken together. */
  @Column({ type: 'uuid', nullable: true }) bundleId: string | null;
  /** 0 for the main unit, 1 to 3 for what goes with it; null outside of a bundle. */
  @Column({ type: 'smallint', nullable: true }) bundlePart: number | null;
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) noShowAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) endedAt: Date | null;
  /** The hospital's own name for a booking, and a hash of what was asked for under it. */
  @Column({ type: 'text', nullable: true }) externalId: string | null;
  @Column({ type: 'text', nullable: true }) contentHash: string | null;
  /** Given up after `cancel.until`: recorded, no missed appointment (domain §7.6). */
  @Column({ type: 'boolean' }) late: boolean;
}

/** A hold past its time: it counts for nobody, even if the clock has not swept it yet (domain §7.5). */
export function isDead(reservation: Reservation, now: Date): boolean {
  return reservation.state === 'held' && reservation.holdUntil !== null && reservation.holdUntil <= now;
}

/** Whether a referral can still act on it. */
export function isLive(reservation: Reservation, now: Date): boolean {
  return (reservation.state === 'held' && !isDead(reservation, now)) || reservation.state === 'confirmed';
}

/** Whether it only goes with the main unit of its referral. */
export function isPart({ bundlePart }: Reservation): boolean {
  return bundlePart !== null && bundlePart > 0;
}

/** The unit that decides the referral's state, and what goes with it, in the order of the bundle. */
export function mainAndParts(rows: readonly Reservation[]): { main: Reservation | undefined; parts: Reservation[] } {
  const parts = rows.filter(isPart).sort((a, b) => (a.bundlePart ?? 0) - (b.bundlePart ?? 0));
  return { main: rows.find((row) => !isPart(row)), parts };
}
