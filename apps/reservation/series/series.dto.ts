import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { LocalDate } from '#service/openapi/fields.js';
import { PUBLIC_CHANNELS } from '../booking/booking.dto.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The same unit on the same weekdays for weeks, for one person. */
export class SeriesRequest {
  /** Index of the resident; no name, no number. */
  @ApiProperty({ example: '0190f5a0-0000-7000-8000-000000000002' }) @IsUUID() patientId: string;
  @ApiProperty({ enum: POOLS, example: 'dialysis-chair' }) @IsIn(POOLS) pool: Pool;
  /** Department or group of chairs. */
  @ApiProperty({ example: '03.06' }) @Matches(CODE) group: string;
  /** Monday is 1, Sunday 7. */
  @ApiProperty({ example: [1, 3, 5] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];
  /** Local time at which the sessions begin. */
  @ApiProperty({ example: '07:00' }) @Matches(TIME) time: string;
  @LocalDate('2026-11-30') from: string;
  /** Last local date; at most thirteen weeks are one series. */
  @LocalDate('2027-01-31') until: string;
  /** How the patient asked; not for a series on account of a referral. */
  @ApiProperty({ enum: PUBLIC_CHANNELS, required: false })
  @ValidateIf((body: SeriesRequest) => body.referralId === undefined || body.channel !== undefined)
  @IsIn(PUBLIC_CHANNELS)
  channel?: (typeof PUBLIC_CHANNELS)[number];
  /** The referral on whose account the patient comes; it has, or had, a unit here. */
  @ApiProperty({ required: false, example: '0190f5a0-0000-7000-8000-000000000004' })
  @IsOptional()
  @IsUUID()
  referralId?: string;
  /** Book what there is, and tell which dates found nothing; otherwise all dates or none. */
  @ApiProperty({ required: false, example: false }) @IsOptional() @IsBoolean() partial?: boolean;
}

export class SeriesCancellation {
  /** First local date that is given back. */
  @LocalDate('2026-12-14') from: string;
}

/** One date of a series: its booking, or why there is none. */
export class SeriesUnit {
  @IsString() date: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsString() state?: string;
  @IsOptional() @IsISO8601() startsAt?: string;
  @IsOptional() @IsString() reason?: string;
}

export class SeriesView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() institution: string;
  @IsUUID() patientId: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsInt({ each: true }) weekdays: number[];
  @IsString() time: string;
  @IsString() from: string;
  @IsString() until: string;
  @IsString() channel: string;
  @IsOptional() @IsUUID() referralId?: string;
  /** Units from this date on were given back. */
  @IsOptional() @IsString() cancelledFrom?: string;
  @ApiProperty({ type: [SeriesUnit] }) units: SeriesUnit[];
}
