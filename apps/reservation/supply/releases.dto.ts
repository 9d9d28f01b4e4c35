import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Max, Min } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { PageQuery } from '#service/paging/cursor.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
const DAY_HOURS = 24;
const FORTNIGHT_HOURS = 14 * DAY_HOURS;

/** What is looked for; the next 24 hours where nothing is said. */
export class ReleaseQuery extends PageQuery {
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  /** Department code, exam item or ward group. */
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false, example: DAY_HOURS })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(FORTNIGHT_HOURS)
  hours: number = DAY_HOURS;
}

/** Protected units of one session that nobody has taken, and when the next part of them is released. */
export class ReleaseView {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsInt() protected: number;
  @IsISO8601() releaseAt: string;
}
