import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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
import { POOLS, type Pool } from '#contracts/codes.js';
import { PageQuery } from '#service/paging/cursor.js';
import { freeUnits } from '../reserve/counters.js';
import { nextReleaseOf } from './next-release.js';
import type { Session } from './session.entity.js';

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

/** One session as a hospital's roster says it. */
export class SessionDraft {
  /** The hospital's own name for it; publishing it again changes nothing. */
  @ApiProperty({ example: 'roster-2026-11-26-cardio-am' }) @IsString() @Length(1, 80) externalId: string;
  @ApiProperty({ enum: POOLS, example: 'expert-slot' }) @IsIn(POOLS) pool: Pool;
  /** Department code, exam item or ward group. */
  @ApiProperty({ example: '03.04' }) @Matches(CODE) group: string;
  @ApiProperty({ required: false, example: 'dr-zhang' }) @IsOptional() @IsString() @Length(1, 64) doctorId?: string;
  @ApiProperty({ required: false, enum: BED_CLASSES }) @IsOptional() @IsIn(BED_CLASSES) bedClass?: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-26T08:00:00+08:00' })
  @IsISO8601({ strict: true })
  startsAt: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-26T12:00:00+08:00' })
  @IsISO8601({ strict: true })
  endsAt: string;
  @ApiProperty({ example: 'Outpatient building, 3rd floor, room 12' }) @IsString() @Length(1, 200) place: string;
  /** What the patient must do before an exam. */
  @ApiProperty({ required: false }) @IsOptional() @IsString() @Length(1, 500) preparation?: string;
  @ApiProperty({ example: 40 }) @IsInt() @Min(1) @Max(1000) capacity: number;
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

export class SessionQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  /** First local date of service. */
  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  from?: string;
  /** Last local date of service. */
  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  to?: string;
}

/** A session with all its counters (domain §7.2). */
export class SessionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() county: string;
  @IsString() institution: string;
  @IsString() externalId: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsString() date: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsOptional() @IsString() bedClass?: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsOptional() @IsString() preparation?: string;
  @IsInt() capacity: number;
  /** Units added for emergencies beyond the capacity. */
  @IsInt() extra: number;
  @IsInt() reserve: number;
  @IsInt() released: number;
  /** Units that are still protected and free. */
  @IsInt() protected: number;
  @IsInt() familyTaken: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() shortfall: number;
  @IsInt() free: number;
  /** Release stages that have run: 0 to 3. */
  @IsInt() stage: number;
  @IsISO8601() opensFamilyAt: string;
  @IsISO8601() opensPublicAt: string;
  @IsOptional() @IsISO8601() nextReleaseAt?: string;
}

export class PublicationView {
  @ApiProperty({ type: [SessionView] }) @ValidateNested({ each: true }) @Type(() => SessionView) items: SessionView[];
}

export function sessionView(session: Session): SessionView {
  const { id, version, county, institution, externalId, pool, group, date, place, capacity, extra, reserve, released } =
    session;
  const { familyTaken, otherTaken, publicTaken, emergencyTaken, shortfall, stage } = session;
  return {
    id,
    version,
    county,
    institution,
    externalId,
    pool,
    group,
    date,
    place,
    capacity,
    extra,
    reserve,
    released,
    familyTaken,
    otherTaken,
    publicTaken,
    emergencyTaken,
    shortfall,
    stage,
    doctorId: session.doctorId ?? undefined,
    bedClass: session.bedClass ?? undefined,
    preparation: session.preparation ?? undefined,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    opensFamilyAt: session.opensFamilyAt.toISOString(),
    opensPublicAt: session.opensPublicAt.toISOString(),
    nextReleaseAt: nextReleaseOf(session)?.toISOString(),
    protected: session.protected,
    free: freeUnits(session),
  };
}
