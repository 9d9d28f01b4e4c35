import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Entitlement, Pool, UrgencyClass } from '#contracts/codes.js';
import type { BundlePart } from '#contracts/parts.js';

/** `offered`: a hold waits for the answer; `left`: reserved otherwise, arrived, redirected, cancelled, expired (§8.4). */
export type WaitState = 'waiting' | 'offered' | 'taken' | 'left';

/** Why an entry ended by itself: no unit can begin any more inside its window, or inside its referral's validity. */
export const WAIT_END_REASONS = ['window-over', 'validity-over'] as const;
export type WaitEndReason = (typeof WAIT_END_REASONS)[number];

/** A referral's place in the queue for a pool and group at the institutions it accepts. */
@Entity({ name: 'wait_entry' })
export class WaitEntry {
  /** County of the first institution. */
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'text' }) pool: Pool;
  @Column({ name: 'group_code', type: 'text' }) group: string;
  /** The institution whose list shows the place. */
  @Column({ type: 'text' }) institution: string;
  /** All whose freed units it takes: the first and the alternatives in its county. */
  @Column({ type: 'text', array: true }) institutions: string[];
  @Column({ type: 'text', nullable: true }) doctorId: string | null;
  @Column({ type: 'timestamptz' }) earliest: Date;
  @Column({ type: 'timestamptz' }) latest: Date;
  @Column({ type: 'timestamptz' }) validUntil: Date;
  @Column({ type: 'text' }) entitlement: Entitlement;
  @Column({ type: 'text' }) urgencyClass: UrgencyClass;
  /** The hospital took a unit away from it. */
  @Column({ type: 'boolean' }) displaced: boolean;
  @Column({ type: 'boolean' }) greenChannel: boolean;
  @Column({ type: 'text' }) referringInstitution: string;
  /** Kept through acceptance and lapsed offers. */
  @Column({ type: 'timestamptz' }) waitingSince: Date;
  @Column({ type: 'text' }) referralNo: string;
  @Column({ type: 'char', length: 6 }) referralCounty: string;
  @Column({ type: 'uuid' }) referralId: string;
  @Column({ type: 'smallint' }) hop: number;
  @Column({ type: 'uuid' }) patientId: string;
  @Column({ type: 'text' }) state: WaitState;
  /** Offers that ended without an answer. */
  @Column({ type: 'smallint' }) lapses: number;
  @Column({ type: 'text', nullable: true }) offeredInstitution: string | null;
  @Column({ type: 'timestamptz', nullable: true }) offeredAt: Date | null;
  /** Offers came to nothing again and again: the desk of `institution` must have settled it by then (domain §8.4). */
  @Column({ type: 'timestamptz', nullable: true }) taskDueAt: Date | null;
  /** Why it left without a unit, where nobody asked for it. */
  @Column({ type: 'text', nullable: true }) leftReason: WaitEndReason | null;
  /** What must be had together with the unit that it waits for. */
  @Column({ type: 'jsonb', nullable: true }) bundle: BundlePart[] | null;
}
