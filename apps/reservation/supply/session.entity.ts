import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import type { Counters } from '../reserve/counters.js';
import type { Segment } from './seat.js';

const NEVER_WRITTEN = { insert: false, update: false } as const;

/** One day's (or half day's) supply of one thing: an expert's half day, an exam band, a ward group's beds. */
@Entity({ name: 'session' })
export class Session implements Counters {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'text' }) institution: string;
  /** The hospital's own name for it; publishing it again changes nothing. */
  @Column({ type: 'text' }) externalId: string;
  @Column({ type: 'text' }) pool: Pool;
  /** Department, exam item or ward group: with institution, pool and date it names the account. */
  @Column({ name: 'group_code', type: 'text' }) group: string;
  /** Local date of service. */
  @Column({ type: 'date' }) date: string;
  @Column({ type: 'text', nullable: true }) doctorId: string | null;
  @Column({ type: 'text', nullable: true }) bedClass: string | null;
  /** False for bed classes that are neither base nor reserve. */
  @Column({ type: 'boolean' }) inBase: boolean;
  @Column({ type: 'timestamptz' }) startsAt: Date;
  @Column({ type: 'timestamptz' }) endsAt: Date;
  @Column({ type: 'text' }) place: string;
  /** What the patient must do before an exam; such exams are released earlier. */
  @Column({ type: 'text', nullable: true }) preparation: string | null;
  /** The machine of an exam. */
  @Column({ type: 'text', nullable: true }) device: string | null;
  /** Parts with seats of their own; null: the whole session is one. */
  @Column({ type: 'jsonb', nullable: true }) segments: Segment[] | null;
  /** When the last segment begins; null without segments. */
  @Column({ type: 'timestamptz', nullable: true }) lastStartAt: Date | null;
  /** The hospital gives only its reserve here: all of it is protected, nothing is open to the public. */
  @Column({ type: 'boolean' }) allotment: boolean;
  /** Units that the hospital declares beside an allotment and gives out itself: they count for the ratio. */
  @Column({ type: 'integer' }) elsewhere: number;

  @Column({ type: 'integer' }) capacity: number;
  @Column({ type: 'integer' }) extra: number;
  @Column({ type: 'integer' }) reserve: number;
  @Column({ type: 'integer' }) released: number;
  @Column({ type: 'integer' }) familyTaken: number;
  @Column({ type: 'integer' }) otherTaken: number;
  @Column({ type: 'integer' }) publicTaken: number;
  @Column({ type: 'integer' }) emergencyTaken: number;
  @Column({ type: 'integer' }) shortfall: number;
  /** Computed by the database: max(reserve − released − familyTaken, 0) − shortfall. */
  @Column({ type: 'integer', ...NEVER_WRITTEN }) protected: number;
  @Column({ type: 'integer', ...NEVER_WRITTEN }) openTaken: number;

  @Column({ type: 'timestamptz' }) publishedAt: Date;
  @Column({ type: 'timestamptz' }) opensFamilyAt: Date;
  @Column({ type: 'timestamptz' }) opensPublicAt: Date;
  @Column({ type: 'timestamptz', nullable: true }) release1At: Date | null;
  @Column({ type: 'timestamptz' }) release2At: Date;
  @Column({ type: 'timestamptz', nullable: true }) holdbackAt: Date | null;
  /** Last moment for a new hold. */
  @Column({ type: 'timestamptz' }) closesAt: Date;
  /** Release stages that have run: 0 to 3. */
  @Column({ type: 'smallint' }) stage: number;
  /** Units that a stage released and that only primary doctors may take until `freshUntil`. */
  @Column({ type: 'integer' }) freshUnits: number;
  @Column({ type: 'timestamptz', nullable: true }) freshUntil: Date | null;
  /** The hospital has cancelled it (停诊): nobody gets a unit any more. */
  @Column({ type: 'timestamptz', nullable: true }) stoppedAt: Date | null;
  /** Protected units added after stage 2; what is unused of them at `lateUntil` is released (domain §7.7). */
  @Column({ type: 'integer' }) lateUnits: number;
  @Column({ type: 'timestamptz', nullable: true }) lateUntil: Date | null;
  /** Seats 1 to `topSeat` have been given; those of `freedSeats` came back. */
  @Column({ type: 'integer' }) topSeat: number;
  @Column({ type: 'integer', array: true }) freedSeats: number[];
  /** An invariant of its account is broken: nothing is sold but to emergencies (domain §7.10). */
  @Column({ type: 'boolean' }) frozen: boolean;
  /** No hold of the session ends before. */
  @Column({ type: 'timestamptz', nullable: true }) firstHoldEnd: Date | null;
}

export interface SessionKey {
  county: string;
  id: string;
}

export const keyOf = ({ county, id }: SessionKey): string => `${county} ${id}`;
