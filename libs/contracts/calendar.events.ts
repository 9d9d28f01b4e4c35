import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/;

/** A day that differs from the week's rule. */
export class CalendarDay {
  @Matches(LOCAL_DATE) day: string;
  @IsIn(['holiday', 'working-day']) kind: 'holiday' | 'working-day';
}

/** A table of holidays and make-up days, whole: a newer version takes the place of every older one. */
export class CalendarPublished {
  /** `000000`: the nation's. */
  @Matches(/^\d{6}$/) calendarCounty: string;
  @IsInt() @Min(2020) @Max(2100) year: number;
  @IsIn(['whole-year', 'additions']) basis: 'whole-year' | 'additions';
  @IsInt() @Min(1) version: number;
  @IsString() source: string;
  @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => CalendarDay) days: CalendarDay[];
}

/** Deadlines of a year are near although nobody has published its holidays: they are guessed from the week alone. */
export class CalendarMissing {
  @IsInt() @Min(2020) @Max(2100) year: number;
  /** How often this was said before. */
  @IsInt() @Min(0) repeat: number;
  /** First day that is only guessed. */
  @IsOptional() @Matches(LOCAL_DATE) from?: string;
}
