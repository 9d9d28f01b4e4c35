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
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { Code, Id, LocalDate, Patterned } from '#service/openapi/fields.js';
import { POSTS, type Post } from './posts.js';

const SOMEBODY = '0195f000-0000-7000-8000-000000000041';
const TIME = /^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;
const DEPARTMENT = /^[A-Za-z0-9.]{1,12}$/;

/** One line of a duty roster. Times are local; a shift that ends at or before its beginning ends the day after. */
export class DutyRow {
  @Code(POSTS, 'referral-desk') post: Post;
  /** Of the posts `department` and `department-head`. */
  @Patterned(DEPARTMENT, '03.04', { optional: true }) department?: string;
  /** The `practitioner` claim of the person's tokens. */
  @Id(SOMEBODY) practitioner: string;
  /** `duty`, or `head`: whoever answers for the post while nobody is on duty. */
  @Code(['duty', 'head'], 'duty', { optional: true }) kind?: 'duty' | 'head';
  @LocalDate('2026-03-06') date: string;
  /** Last day; absent = the same day. The shift is of each day; a head answers for all of the time between. */
  @LocalDate('2026-03-31', { optional: true }) until?: string;
  @Patterned(TIME, '18:00', { optional: true }) from?: string;
  @Patterned(TIME, '08:00', { optional: true }) to?: string;
}

const exampleRoster = (today: string): string =>
  [
    'post,department,practitioner,kind,date,until,from,to',
    `referral-desk,,${SOMEBODY},duty,${plusDays(today, 1)},${plusDays(today, 7)},18:00,08:00`,
    `department,03.04,${SOMEBODY},head,${plusDays(today, 1)},${plusDays(today, 30)},,`,
    '',
  ].join('\n');

/** A duty roster as a CSV file in a JSON string; the file itself may be sent as text/csv instead. */
export class DutyRosterFile {
  /**
   * At most 2 000 rows below a header row. Columns in any order: post, practitioner, date (required); department, kind,
   * until, from, to. For each post that it names, the file takes the place of all that was entered for its days.
   */
  @ApiProperty({ example: exampleRoster(localDate(new Date())) }) @IsString() @IsNotEmpty() csv: string;
}

/** Which part of the rosters of the caller's house. */
export class DutyRosterQuery {
  /** First day; today where it is left out. */
  @LocalDate('2026-03-06', { optional: true }) from?: string;
  /** Last day; a week later where it is left out, at most 62 days later. */
  @LocalDate('2026-03-13', { optional: true }) to?: string;
}

class Posted {
  @IsIn(POSTS) post: Post;
  @IsOptional() @IsString() department?: string;
}

export class DutyShiftView extends Posted {
  @IsUUID() id: string;
  @IsUUID() practitioner: string;
  @IsIn(['duty', 'head']) kind: 'duty' | 'head';
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
}

/** A time for which a post that has a roster has nobody on duty: its head, or the referral centre, is told instead. */
export class DutyGapView extends Posted {
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
}

/** Who would be told now. */
export class OnDutyView extends Posted {
  @ApiProperty({ type: [String], format: 'uuid' }) @IsUUID('all', { each: true }) practitioners: string[];
  /** Nobody of this post is on duty: those named are its head or the referral centre. */
  @IsBoolean() gap: boolean;
}

export class DutyRostersView {
  @ApiProperty({ type: [OnDutyView] }) @ValidateNested({ each: true }) @Type(() => OnDutyView) now: OnDutyView[];
  @ApiProperty({ type: [DutyShiftView] })
  @ValidateNested({ each: true })
  @Type(() => DutyShiftView)
  shifts: DutyShiftView[];
  @ApiProperty({ type: [DutyGapView] }) @ValidateNested({ each: true }) @Type(() => DutyGapView) gaps: DutyGapView[];
}

/** What became of a file, or would. */
export class DutyImportView {
  @IsBoolean() dryRun: boolean;
  @IsInt() created: number;
  @IsInt() unchanged: number;
  /** Shifts of the same posts and days that the file does not name. */
  @IsInt() removed: number;
}
