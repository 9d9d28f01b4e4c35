import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { Instant } from '#service/openapi/fields.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
export const BED_CLASSES = [
  'general',
  'day-surgery',
  'icu',
  'ccu',
  'isolation',
  'observation',
  'vip',
  'rehab',
  'nursing',
  'elder-care',
] as const;

/** A part of a session with seats of its own. */
export class SegmentDraft {
  @Instant('2026-11-26T08:00:00+08:00') startsAt: string;
  @Instant('2026-11-26T08:30:00+08:00') endsAt: string;
  @ApiProperty({ example: 5 }) @IsInt() @Min(1) @Max(1000) seats: number;
}

/** One session as a hospital's roster says it. */
export class SessionDraft {
  /** The hospital's own name for it; publishing it again changes nothing. */
  @ApiProperty({ example: 'roster-2026-11-26-cardio-am' }) @IsString() @Length(1, 80) externalId: string;
  @ApiProperty({ enum: POOLS, example: 'expert-slot' }) @IsIn(POOLS) pool: Pool;
  /** Department code, exam item or ward group. */
  @ApiProperty({ example: '03.04' }) @Matches(CODE) group: string;
  @ApiProperty({ required: false, example: 'dr-zhang' }) @IsOptional() @IsString() @Length(1, 64) doctorId?: string;
  @ApiProperty({ required: false, enum: BED_CLASSES }) @IsOptional() @IsIn(BED_CLASSES) bedClass?: string;
  @Instant('2026-11-26T08:00:00+08:00') startsAt: string;
  @Instant('2026-11-26T12:00:00+08:00') endsAt: string;
  @ApiProperty({ example: 'Outpatient building, 3rd floor, room 12' }) @IsString() @Length(1, 200) place: string;
  /** What the patient must do before an exam; such exams are released a day earlier. */
  @ApiProperty({ required: false }) @IsOptional() @IsString() @Length(1, 500) preparation?: string;
  /** The machine of an exam. */
  @ApiProperty({ required: false, example: 'CT 2' }) @IsOptional() @IsString() @Length(1, 80) device?: string;
  @ApiProperty({ example: 40 }) @IsInt() @Min(1) @Max(1000) capacity: number;
  /** Parts in order of time, inside the session and without overlap; their seats add up to the capacity. */
  @ApiProperty({ type: [SegmentDraft], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(96)
  @ValidateNested({ each: true })
  @Type(() => SegmentDraft)
  segments?: SegmentDraft[];
  /** Instead of segments: cuts the session into parts of so many minutes, with equal seats, more in the earlier ones. */
  @ApiProperty({ required: false }) @IsOptional() @IsInt() @Min(5) @Max(480) segmentMinutes?: number;
  /** The hospital gives only its reserve here: nothing is sold to the public, what is not used goes back to it. */
  @ApiProperty({ required: false }) @IsOptional() @IsBoolean() allotment?: boolean;
  /** With `allotment`: all units of the session, those given here included; the reserve is counted from these. */
  @ApiProperty({ required: false }) @IsOptional() @IsInt() @Min(1) @Max(10_000) declaredTotal?: number;
}

export class PublicationRequest {
  @ApiProperty({ type: [SessionDraft] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SessionDraft)
  sessions: SessionDraft[];
}
