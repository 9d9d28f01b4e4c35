import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import type { DisplacementCause } from '#contracts/reservation.events.js';
import type { Climb } from '#service/escalation/ladder.js';

/** `open-task`: the hospital's desk must find something; `settled`: everything has been said and done (domain §7.8). */
export const DISPLACEMENT_STATES = ['rebooked', 'waiting', 'open-task', 'settled'] as const;
export type DisplacementState = (typeof DISPLACEMENT_STATES)[number];

export const OUTCOMES = ['told', 'rebooked', 'declined', 'treated-elsewhere'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Somebody whose unit a hospital took away, and where that person stands now: nobody is dropped silently (I9). */
@Entity({ name: 'displacement' })
export class Displacement {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  /** The lost unit, and its session. */
  @Column({ type: 'uuid' }) reservationId: string;
  @Column({ type: 'uuid' }) sessionId: string;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'text' }) pool: Pool;
  @Column({ name: 'group_code', type: 'text' }) group: string;
  @Column({ type: 'timestamptz' }) startsAt: Date;
  @Column({ type: 'text' }) cause: DisplacementCause;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'timestamptz' }) displacedAt: Date;
  @Column({ type: 'uuid' }) patientId: string;
  @Column({ type: 'char', length: 6, nullable: true }) referralCounty: string | null;
  @Column({ type: 'uuid', nullable: true }) referralId: string | null;
  @Column({ type: 'text', nullable: true }) referringInstitution: string | null;
  @Column({ type: 'text' }) state: DisplacementState;
  @Column({ type: 'uuid', nullable: true }) newReservationId: string | null;
  @Column({ type: 'uuid', nullable: true }) newSessionId: string | null;
  @Column({ type: 'text', nullable: true }) newInstitution: string | null;
  @Column({ type: 'timestamptz', nullable: true }) newStartsAt: Date | null;
  @Column({ type: 'uuid', nullable: true }) waitEntryId: string | null;
  /** Whose task it is, and until when. */
  @Column({ type: 'text', nullable: true }) ownerRole: string | null;
  @Column({ type: 'text', nullable: true }) ownerInstitution: string | null;
  @Column({ type: 'timestamptz', nullable: true }) dueAt: Date | null;
  /** How far it has been told that the desk is late; null as long as nobody was told. */
  @Column({ type: 'jsonb', nullable: true }) escalation: Climb | null;
  @Column({ type: 'text', nullable: true }) outcome: Outcome | null;
  @Column({ type: 'timestamptz', nullable: true }) settledAt: Date | null;
  @Column({ type: 'text', nullable: true }) settledBy: string | null;
}
