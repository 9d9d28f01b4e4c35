import { Type } from 'class-transformer';
import {
  IsArray,
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
import { POOLS, type Pool } from './codes.js';
import { NoUnit, Unit, UnitOption, WaitPlace } from './parts.js';

/** An answer of reservation to one referral. `hop` echoes the attempt that it answers. */
export class ReservationAnswer {
  @IsUUID() referralId: string;
  @Matches(/^\d{6}$/) referralCounty: string;
  @IsInt() @Min(0) hop: number;
}

export class ReservationHeld extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  @IsISO8601() holdUntil: string;
  /** `review`: before the decision; `placement`: after acceptance; `wait-list`: an offer to a waiting entry. */
  @IsIn(['review', 'placement', 'wait-list']) purpose: 'review' | 'placement' | 'wait-list';
}

export class ReservationUnavailable extends ReservationAnswer {
  @IsArray() @ValidateNested({ each: true }) @Type(() => NoUnit) reasons: NoUnit[];
  @ValidateNested() @Type(() => WaitPlace) waitPlace: WaitPlace;
}

/** The review hold was taken over at acceptance: its time restarted once. */
export class ReservationExtended extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  @IsISO8601() holdUntil: string;
}

export class ReservationConfirmed extends ReservationAnswer {
  @ValidateNested() @Type(() => Unit) unit: Unit;
}

/** A booking has moved: the new unit is booked and the old one given back, in one transaction (T14). */
export class ReservationRescheduled extends ReservationConfirmed {
  /** Reservation that was given back. */
  @IsUUID() previousId: string;
}

export class ReservationRefused extends ReservationAnswer {
  @IsIn(['confirmation', 'unit', 'reschedule']) request: 'confirmation' | 'unit' | 'reschedule';
  @IsString() reason: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => UnitOption) options: UnitOption[];
}

export class ReservationExpired extends ReservationAnswer {
  @IsUUID() reservationId: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => UnitOption) options: UnitOption[];
}

export class ReservationNoShow extends ReservationAnswer {
  @IsUUID() reservationId: string;
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

/** A stage of the release clock gave back unused protected units. */
export class ReserveReleased {
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsIn(['release-1', 'release-2', 'release-holdback']) stage: string;
  @IsInt() @Min(1) units: number;
}
