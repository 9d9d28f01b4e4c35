import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { OUTCOMES, type Outcome } from './put.js';

/** Filters of a list of the register. */
export class RegisterQuery extends PageQuery {
  /** Rows that hold on this day; left out = those of all days. */
  @LocalDate('2026-04-01', { optional: true }) on?: string;
  /** Rows of this institution, where the kind has one. */
  @ApiProperty({ required: false, example: '990101H01' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,32}$/)
  institution?: string;
}

/** Why the lead of a consortium is not what the policy wants. */
export class LeadWarningView {
  @ApiProperty({ format: 'uuid' }) consortiumId: string;
  @ApiProperty({ example: '990101H09' }) institution: string;
  @ApiProperty({ example: ['lead-below-level', 'lead-for-profit', 'lead-neither-general-nor-tcm'] }) warnings: string[];
}

/** What became of a row. */
export class RegisteredView {
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  /** Version of the network that holds it. */
  @ApiProperty({ example: 41 }) version: number;
  @ApiProperty({ type: LeadWarningView, isArray: true }) warnings: LeadWarningView[];
}

/** What became of a row of a file, or would. */
export class ImportedLine {
  /** In the file; the header is line 1. */
  @ApiProperty({ example: 2 }) line: number;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
}

export class ImportedView {
  @ApiProperty() dryRun: boolean;
  @ApiProperty() created: number;
  @ApiProperty() changed: number;
  @ApiProperty() unchanged: number;
  @ApiProperty() withdrawn: number;
  @ApiProperty() version: number;
  @ApiProperty({ type: LeadWarningView, isArray: true }) warnings: LeadWarningView[];
  @ApiProperty({ type: ImportedLine, isArray: true }) rows: ImportedLine[];
}
