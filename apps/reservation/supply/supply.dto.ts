import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

export class SessionQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  /** First local date of service. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  /** Last local date of service. */
  @LocalDate('2026-11-26', { optional: true }) to?: string;
}

/** A part of a session and how many of its seats are free. */
export class SegmentView {
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsInt() seats: number;
  @IsInt() free: number;
}

/** The reserve of an institution, pool, group and day, and which policy asks for it. */
export class AccountView {
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsString() date: string;
  /** Units offered here. */
  @IsInt() capacity: number;
  /** All units of the day, with those that the hospital gives out itself: the ratio counts these. */
  @IsInt() declaredTotal: number;
  @IsInt() reserve: number;
  @IsInt() ratioBps: number;
  /** Scope, version and source of the policy row that set the ratio; absent where it was not noted. */
  @IsOptional() @IsString() policyScope?: string;
  @IsOptional() @IsInt() policyVersion?: number;
  @IsOptional() @IsString() policySource?: string;
}

/** A session with all its counters (domain §7.2). */
export class SessionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() county: string;
  @IsString() institution: string;
  @IsString() externalId: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsString() date: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsOptional() @IsString() bedClass?: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsOptional() @IsString() preparation?: string;
  @IsOptional() @IsString() device?: string;
  @IsInt() capacity: number;
  /** Parts with seats of their own; absent where the whole session is one. */
  @ApiProperty({ type: [SegmentView], required: false })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => SegmentView)
  segments?: SegmentView[];
  /** The hospital gives only its reserve here: nothing is open to the public, what is released is its own again. */
  @IsBoolean() allotment: boolean;
  /** All units of the session, where it is an allotment. */
  @IsOptional() @IsInt() declaredTotal?: number;
  /** Units added for emergencies beyond the capacity. */
  @IsInt() extra: number;
  @IsInt() reserve: number;
  @IsInt() released: number;
  /** Units that are still protected and free. */
  @IsInt() protected: number;
  @IsInt() familyTaken: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() shortfall: number;
  /** Units that nobody has; of an allotment those that are not the hospital's own again. */
  @IsInt() free: number;
  /** Release stages that have run: 0 to 3. */
  @IsInt() stage: number;
  @IsISO8601() opensFamilyAt: string;
  @IsISO8601() opensPublicAt: string;
  /** Nothing is given out of it but to emergencies: its books are being examined (`GET /v1/freezes` says why). */
  @IsBoolean() frozen: boolean;
  /** Set where the hospital has cancelled the session. */
  @IsOptional() @IsISO8601() stoppedAt?: string;
  @IsOptional() @IsISO8601() nextReleaseAt?: string;
  /** The reserve of the day; only where one session is asked for. */
  @ApiProperty({ type: AccountView, required: false }) @IsOptional() @Type(() => AccountView) account?: AccountView;
}

export class PublicationView {
  @ApiProperty({ type: [SessionView] }) @ValidateNested({ each: true }) @Type(() => SessionView) items: SessionView[];
}
