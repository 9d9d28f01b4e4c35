import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from './codes.js';
import { NoUnit, PartName, Unit, UnitOption, WaitPlace } from './parts.js';

/** An answer of reservation to one referral. `hop` echoes the attempt that it answers. */
export class ReservationAnswer {
  @IsUUID() referralId: string;
  @Matches(/^\d{6}$/) referralCounty: string;
  @IsInt() @Min(0) hop: number;
}

export class ReservationHeld extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  /** What is had together with the unit of a bundle. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Unit) parts?: Unit[];
  @IsISO8601() holdUntil: string;
  /**
   * `form`: while a draft is filled; `review`: before the decision; `placement`: after acceptance; `wait-list`: an offer
   * to a waiting entry.
   */
  @IsIn(['form', 'review', 'placement', 'wait-list']) purpose: 'form' | 'review' | 'placement' | 'wait-list';
}

export class ReservationUnavailable extends ReservationAnswer {
  @IsArray() @ValidateNested({ each: true }) @Type(() => NoUnit) reasons: NoUnit[];
  @ValidateNested() @Type(() => WaitPlace) waitPlace: WaitPlace;
}

/** The review hold was taken over at acceptance: its time restarted once. */
export class ReservationExtended extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  /** What is had together with the unit of a bundle. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Unit) parts?: Unit[];
  @IsISO8601() holdUntil: string;
}

export class ReservationConfirmed extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  /** What is had together with the unit of a bundle. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Unit) parts?: Unit[];
}

/** A booking has moved: the new unit is booked and the old one given back, in one transaction (T14). */
export class ReservationRescheduled extends ReservationConfirmed {
  /** Reservation that was given back. */
  @IsUUID() previousId: string;
}

export class ReservationRefused extends ReservationAnswer {
  @IsIn(['confirmation', 'unit', 'reschedule', 'form-hold']) request:
    | 'confirmation'
    | 'unit'
    | 'reschedule'
    | 'form-hold';
  @IsString() reason: string;
  /** The part of a bundle that was missing. */
  @IsOptional() @ValidateNested() @Type(() => PartName) part?: PartName;
  @IsArray() @ValidateNested({ each: true }) @Type(() => UnitOption) options: UnitOption[];
}

export class ReservationExpired extends ReservationAnswer {
  @IsUUID() reservationId: string;
  /** Where the referral waits again, if the hold was an offer of the wait list. */
  @IsOptional() @ValidateNested() @Type(() => WaitPlace) waitPlace?: WaitPlace;
  @IsArray() @ValidateNested({ each: true }) @Type(() => UnitOption) options: UnitOption[];
}

/** A place in the wait list ended without a unit; whoever sent the referral must decide what now. */
export class ReservationWaitEnded extends ReservationAnswer {
  @IsUUID() entryId: string;
  @IsIn(['window-over', 'validity-over']) reason: 'window-over' | 'validity-over';
}

/** Offers to a waiting referral lapse again and again: its desk has a task (domain §8.4). */
export class WaitListStalled {
  @IsUUID() referralId: string;
  @IsString() referralNo: string;
  @Matches(/^\d{6}$/) referralCounty: string;
  @IsString() referringInstitution: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsIn(URGENCY_CLASSES) urgencyClass: UrgencyClass;
  @IsInt() @Min(1) lapses: number;
  @IsISO8601() dueAt: string;
}

export class ReservationNoShow extends ReservationAnswer {
  @IsUUID() reservationId: string;
}

/** Why a hospital took units away: capacity cut (a bed closed), clinic stopped, doctor swapped. */
export const DISPLACEMENT_CAUSES = ['capacity', 'stop', 'doctor-swap'] as const;
export type DisplacementCause = (typeof DISPLACEMENT_CAUSES)[number];

/** The hospital took a unit away; what comes in its place travels along, so that T08 or T09 follow T13 at once. */
export class ReservationDisplaced extends ReservationAnswer {
  /** The lost unit. */
  @IsUUID() reservationId: string;
  @IsIn(DISPLACEMENT_CAUSES) cause: DisplacementCause;
  /** The lost unit only went with the main unit of a bundle, which the referral still has. */
  @IsOptional() @ValidateNested() @Type(() => PartName) part?: PartName;
  @IsOptional() @ValidateNested() @Type(() => Unit) unit?: Unit;
  @IsOptional() @IsISO8601() holdUntil?: string;
  /** The new unit is, as the lost one was, an offer of the wait list: a lapse leads back to it. */
  @IsOptional() @IsBoolean() fromWaitList?: boolean;
  /** Where nothing was found: why, and the place at the head of the class. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => NoUnit) reasons?: NoUnit[];
  @IsOptional() @ValidateNested() @Type(() => WaitPlace) waitPlace?: WaitPlace;
}

/** A hospital changed a session; how many persons lost their unit by it, and where they stand. */
export class SupplyChanged {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsIn(DISPLACEMENT_CAUSES) cause: DisplacementCause;
  @IsInt() @Min(0) capacityBefore: number;
  @IsInt() @Min(0) capacity: number;
  @IsInt() @Min(0) reserve: number;
  @IsOptional() @IsString() doctorId?: string;
  @IsInt() @Min(0) rebooked: number;
  @IsInt() @Min(0) waiting: number;
  /** Persons for whom the hospital's desk must find something. */
  @IsInt() @Min(0) openTasks: number;
}

/** After a cut protected units are missing; public takes are blocked until they exist again (domain §7.7). */
export class ReserveFloorShortfall {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsInt() @Min(1) shortfall: number;
}

/** New sessions can be booked by family doctors. */
export class SupplyPublished {
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() date: string;
  @IsInt() @Min(0) capacity: number;
  @IsInt() @Min(0) reserve: number;
  @IsOptional() @IsString() doctorId?: string;
}

/** Little is left of what a session keeps for family doctors (domain §5.4): told once a session. */
export class ReserveLow {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsISO8601() startsAt: string;
  @IsInt() @Min(1) reserve: number;
  /** Protected units that nobody has taken. */
  @IsInt() @Min(0) units: number;
}

/** What family doctors leave of a session's reserve will be released within a day (domain §7.4). */
export class ReserveReleaseSoon {
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() releaseAt: string;
  /** Protected units that nobody has taken. */
  @IsInt() @Min(1) units: number;
}

/**
 * What is left of one session as it was counted: it tells where to look, and promises nothing. Until its opening only
 * the protected part is to be had, by family doctors; a routine referral has it only until `routineUntil` (domain §7.3).
 */
export class SupplyLevel {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  /** Between these instants its free units begin; a bed may be taken until its day ends. */
  @IsISO8601() startsAt: string;
  @IsISO8601() lastStartAt: string;
  @IsInt() @Min(0) units: number;
  @IsInt() @Min(0) protected: number;
  @IsInt() @Min(0) open: number;
  @IsISO8601() opensFamilyAt: string;
  @IsISO8601() opensPublicAt: string;
  @IsISO8601() routineUntil: string;
  @IsISO8601() closesAt: string;
}

/** The levels of a county that changed since they were told last; none: nothing has, up to this instant. */
export class SupplyCounted {
  @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => SupplyLevel) levels: SupplyLevel[];
}

/** An invariant of a pool is broken: nothing is sold from it but to emergencies until somebody has lifted the freeze. */
export class AnomalyRaised {
  /** What is wrong: name of the check. */
  @IsString() code: string;
  /** Its number in domain §7.10. */
  @IsString() invariant: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() date: string;
  @IsUUID() freezeId: string;
}

/** A stage of the release clock opened unused protected units, or returned those of an allotment to their hospital. */
export class ReserveReleased {
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsIn(['release-1', 'release-2', 'release-holdback', 'late-supply']) stage: string;
  @IsInt() @Min(1) units: number;
}
