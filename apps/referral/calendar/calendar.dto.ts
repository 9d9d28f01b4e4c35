import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CALENDAR_BASES, type CalendarBasis } from '#service/calendar/calendar.js';
import { ImportQuery } from '#service/import/import.dto.js';
import { DAY_KINDS, type DayKind } from '#service/rules/working-hours.js';

/** A row of the file, and a day as the API shows it. */
export class Holiday {
  /** Local date, for example 2026-10-01. */
  @Matches(/^\d{4}-\d\d-\d\d$/) @IsISO8601({ strict: true }) day: string;
  /** `holiday`, or `working-day`: a weekend day that is worked to make up for one. */
  @IsIn(DAY_KINDS) kind: DayKind;
  @IsString() @IsNotEmpty() @MaxLength(40) name: string;
  @IsString() @IsNotEmpty() @MaxLength(60) nameEn: string;
}

/** A table of holidays as a CSV file in a JSON string; the file itself may be sent as text/csv instead. */
export class HolidayFile {
  /**
   * Columns day, kind, name, nameEn in any order below a header row, UTF-8; the days of one year, and of December
   * before it where a make-up day falls there.
   */
  @ApiProperty({
    example: 'day,kind,name,nameEn\n2027-01-01,holiday,元旦,New Year\n2027-01-03,working-day,元旦调休,Make-up day\n',
  })
  @IsString()
  @IsNotEmpty()
  csv: string;
}

export class HolidayImportQuery extends ImportQuery {
  /** `whole-year` replaces what was known of the year; `additions` are a county's own days beside it. */
  @IsOptional() @IsIn(CALENDAR_BASES) basis: CalendarBasis = 'whole-year';
  /** The text that says so, with its number and date. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(200) source?: string;
}

/** What a file says, and which version of its table it becomes. */
export class HolidayImportView {
  @IsBoolean() dryRun: boolean;
  @IsInt() year: number;
  @IsIn(CALENDAR_BASES) basis: CalendarBasis;
  @IsInt() version: number;
  @IsInt() holidays: number;
  @IsInt() workingDays: number;
}

export class CalendarQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2020) @Max(2100) year?: number;
}

/** One published table. */
export class CalendarTableView {
  /** `000000`: the nation's. */
  @IsString() county: string;
  @IsIn(CALENDAR_BASES) basis: CalendarBasis;
  @IsInt() version: number;
  @IsString() source: string;
  @IsString() publishedBy: string;
  @IsISO8601() publishedAt: string;
  @ApiProperty({ type: [Holiday] }) @ValidateNested({ each: true }) @Type(() => Holiday) days: Holiday[];
}

/** One year as the county knows it. */
export class CalendarYearView {
  @IsInt() year: number;
  /** False: no table has been published; working hours of this year are guessed from the week, and the authority is told. */
  @IsBoolean() known: boolean;
  @ApiProperty({ type: [CalendarTableView] })
  @ValidateNested({ each: true })
  @Type(() => CalendarTableView)
  tables: CalendarTableView[];
}

export class CalendarsView {
  @ApiProperty({ type: [CalendarYearView] })
  @ValidateNested({ each: true })
  @Type(() => CalendarYearView)
  items: CalendarYearView[];
}
