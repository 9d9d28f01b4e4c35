import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { BED_CLASSES } from '../supply/draft.dto.js';
import { BED_BASES, type BedBasis, type BedCount } from './basis.js';
import { REPORT_KINDS, type ReportKind, type WardReport } from './ward-day.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
const MOST_BEDS = 10_000;

/** Beds of one class; a bed that is given to a patient of this very day counts as vacant. */
export class BedClassCount implements BedCount {
  @ApiProperty({ enum: BED_CLASSES, example: 'general' }) @IsIn(BED_CLASSES) bedClass: string;
  @ApiProperty({ example: 40 }) @IsInt() @Min(0) @Max(MOST_BEDS) staffed: number;
  /** Staffed ones in which nobody lies. */
  @ApiProperty({ example: 4 }) @IsInt() @Min(0) @Max(MOST_BEDS) vacant: number;
  @ApiProperty({ example: 5 }) @IsInt() @Min(0) @Max(MOST_BEDS) expectedDischarges: number;
  @ApiProperty({ example: 6 }) @IsInt() @Min(0) @Max(MOST_BEDS) expectedAdmissions: number;
}

/** What the hospital expects of, or counts in, one ward group on one day. */
export class WardDayReport implements WardReport {
  /** Department of the ward. */
  @ApiProperty({ example: '03.04' }) @Matches(CODE) group: string;
  /** Local date. */
  @LocalDate('2026-11-26') date: string;
  /** A forecast up to 14 days ahead; on the day the actual figures, which replace it. */
  @ApiProperty({ enum: REPORT_KINDS, example: 'forecast' }) @IsIn(REPORT_KINDS) kind: ReportKind;
  @ApiProperty({ example: 'Inpatient building, 5th floor' }) @IsString() @Length(1, 200) place: string;
  @ApiProperty({ type: [BedClassCount] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BED_CLASSES.length)
  @ValidateNested({ each: true })
  @Type(() => BedClassCount)
  counts: BedClassCount[];
}

export class WardDayReports {
  @ApiProperty({ type: [WardDayReport] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => WardDayReport)
  wardDays: WardDayReport[];
}

export class WardDayQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  /** First local date; today where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  @LocalDate('2026-11-26', { optional: true }) to?: string;
}

/** What the reserve would be on one basis. */
export class BasisView {
  @IsIn(BED_BASES) basis: BedBasis;
  @IsInt() beds: number;
  @IsInt() reserve: number;
  @IsBoolean() inForce: boolean;
}

/** What is offered of a ward-day: its ordinary beds, or those of a class outside the base. */
export class BedOfferView {
  @IsUUID() sessionId: string;
  /** The group under which these beds are asked for. */
  @IsString() group: string;
  @IsString() bedClass: string;
  @IsInt() capacity: number;
  @IsInt() reserve: number;
}

/** One report, what each basis makes of it, and what is offered now. */
export class WardDayView {
  @IsString() institution: string;
  @IsString() group: string;
  @IsString() date: string;
  @IsIn(REPORT_KINDS) kind: ReportKind;
  @IsInt() version: number;
  @IsString() place: string;
  @IsISO8601() reportedAt: string;
  @ApiProperty({ type: [BedClassCount] }) counts: BedCount[];
  @ApiProperty({ type: [BasisView] }) bases: BasisView[];
  @ApiProperty({ type: [BedOfferView] }) offers: BedOfferView[];
}

export class WardDaysView {
  @ApiProperty({ type: [WardDayView] }) items: WardDayView[];
}
