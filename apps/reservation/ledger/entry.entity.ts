import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Counters } from '../reserve/counters.js';

/** Kinds of ledger entries (domain §7.10). */
export type LedgerKind =
  | 'publish'
  | 'adjust'
  | 'hold'
  | 'hold-expire'
  | 'confirm'
  | 'cancel'
  | 'release-1'
  | 'release-2'
  | 'release-holdback'
  | 'cancel-after-release'
  | 'u1-override'
  | 'late-supply'
  | 'emergency-extra'
  | 'displace'
  | 'use'
  | 'no-show'
  | 'unused';

/** One change of a session's counters with its reason and actor; never changed itself. */
@Entity({ name: 'ledger' })
export class LedgerEntry implements Counters {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) sessionId: string;
  @Column({ type: 'timestamptz' }) at: Date;
  @Column({ type: 'text' }) kind: LedgerKind;
  /** Account name, or `system`. */
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'uuid', nullable: true }) reservationId: string | null;
  @Column({ type: 'integer' }) capacity: number;
  @Column({ type: 'integer' }) extra: number;
  @Column({ type: 'integer' }) reserve: number;
  @Column({ type: 'integer' }) released: number;
  @Column({ type: 'integer' }) familyTaken: number;
  @Column({ type: 'integer' }) otherTaken: number;
  @Column({ type: 'integer' }) publicTaken: number;
  @Column({ type: 'integer' }) emergencyTaken: number;
  @Column({ type: 'integer' }) shortfall: number;
}
