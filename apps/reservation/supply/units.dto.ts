import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { IsInstant } from '#service/http/is-instant.js';
import { PageQuery } from '#service/paging/cursor.js';
import { SegmentView } from './supply.dto.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

/** What the caller looks for; the window is fourteen days from now where it is left out. */
export class UnitQuery extends PageQuery {
  @ApiProperty({ enum: POOLS, example: 'expert-slot' }) @IsIn(POOLS) pool: Pool;
  /** Department code, exam item or ward group. */
  @ApiProperty({ example: '03.04' }) @Matches(CODE) group: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @Length(1, 64) doctorId?: string;
  @ApiProperty({ required: false, format: 'date-time' }) @IsOptional() @IsInstant() from?: string;
  @ApiProperty({ required: false, format: 'date-time' }) @IsOptional() @IsInstant() to?: string;
  /** `true`: sessions as well that have units but are not open to the caller yet. */
  @ApiProperty({ required: false, enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) upcoming?: string;
}

/** Free units of one session, as the caller could have them now. */
export class FreeUnits {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsOptional() @IsString() preparation?: string;
  /** Units that the caller may take now. */
  @IsInt() free: number;
  /** Units among them that are protected for family doctors' referrals; only they see it. */
  @IsOptional() @IsInt() protected?: number;
  /** Seats by time, where the session has parts; together they may be more than are `free` to the caller. */
  @ApiProperty({ type: [SegmentView], required: false })
  @IsOptional()
  @Type(() => SegmentView)
  segments?: SegmentView[];
  /** Whether units beyond the protected ones may be asked for already. */
  @IsBoolean() open: boolean;
  /** Since when, or from when on, the caller may take units here. */
  @IsISO8601() opensAt: string;
}
