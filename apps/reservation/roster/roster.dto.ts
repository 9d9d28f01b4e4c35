import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { SessionView } from '../supply/supply.dto.js';

export class RosterQuery extends PageQuery {
  @ApiProperty({ enum: POOLS, example: 'expert-slot' }) @IsIn(POOLS) pool: Pool;
  /** Department code, exam item or ward group; all where it is left out. */
  @ApiProperty({ required: false }) @IsOptional() @Matches(/^[A-Za-z0-9.-]{1,40}$/) group?: string;
  /** First local date of service; today where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  /** Last local date of service; at most two weeks after the first, six days after it where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) to?: string;
}

/** One line of a hospital's board: everything that a group offers on these days, by day and time, without segments. */
export class RosterRow {
  @IsString() group: string;
  @ApiProperty({ type: [SessionView] })
  @ValidateNested({ each: true })
  @Type(() => SessionView)
  sessions: SessionView[];
}
