import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Min, ValidateNested } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { Code, Id, Key, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { SLOT_NEWS, type SlotNews } from './slot.js';

/**
 * What a family doctor wants to hear of. Either one waiting patient, or any of hospital, department, expert and exam
 * item: what is named must all fit.
 */
export class SlotSubscriptionRequest {
  /** Hospital of the own consortium; left out: each of them. */
  @Key('990101H01', { optional: true }) institution?: string;
  @Code(POOLS, 'expert-slot', { optional: true }) pool?: Pool;
  /** With all its subdivisions: `03` is internal medicine with cardiology. */
  @Key('03.04', { optional: true }) department?: string;
  /** One expert. */
  @Text(1, 64, 'dr-zhang', { optional: true }) doctorId?: string;
  @Key('CT-HEAD', { optional: true }) examItem?: string;
  /** A referral of the own house whose patient looks for a unit: news of whatever would do for him. */
  @Id('0190f5a0-0000-7000-8000-000000000004', { optional: true }) referralId?: string;
  /** Left out: all of it. */
  @Code(SLOT_NEWS, ['freed'], { optional: true, list: SLOT_NEWS.length, least: 1 }) news?: SlotNews[];
}

export class SlotSubscriptionQuery extends PageQuery {}

export class SlotSubscription {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsOptional() @IsString() institution?: string;
  @IsOptional() @IsIn(POOLS) pool?: Pool;
  @IsOptional() @IsString() department?: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsOptional() @IsString() examItem?: string;
  @IsOptional() @IsUUID() referralId?: string;
  @ApiProperty({ enum: SLOT_NEWS, isArray: true }) @IsIn(SLOT_NEWS, { each: true }) news: SlotNews[];
  @IsISO8601() createdAt: string;
  /** Subscribe again before then to go on. */
  @IsISO8601() validUntil: string;
  @IsOptional() @IsISO8601() endedAt?: string;
  /** `withdrawn`, `expired`, or why a patient needs no unit any more: `has-unit`, `died`, `referral-ended`. */
  @IsOptional() @IsString() endReason?: string;
}

/** A session that a notice told of. */
export class SlotOfNotice {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  /** Department, exam item or ward group. */
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsISO8601() startsAt: string;
  /** What a family doctor could ask for now. */
  @IsInt() @Min(0) unitsNow: number;
}

/** What is left now of the units that a notice told of: others may have been quicker. */
export class SlotsOfNotice {
  @IsUUID() noticeId: string;
  @IsInt() @Min(0) unitsNow: number;
  @ApiProperty({ type: [SlotOfNotice] })
  @ValidateNested({ each: true })
  @Type(() => SlotOfNotice)
  items: SlotOfNotice[];
}
