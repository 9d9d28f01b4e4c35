import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { PageQuery } from '#service/paging/cursor.js';
import { EXPECTATION_BASES, type ExpectationBasis } from './expectation.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

export class WaitQuery extends PageQuery {
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  /** Only those whose offers lapsed again and again. */
  @ApiProperty({ required: false })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  tasks?: boolean;
}

/** Somebody must ask what stands in the way. */
export class WaitTask {
  @IsString() ownerRole: 'referral-desk';
  @IsString() ownerInstitution: string;
  @IsISO8601() dueAt: string;
  @IsBoolean() overdue: boolean;
}

/** A referral that waits for a unit; no patient in it. */
export class WaitEntryView {
  @IsUUID() id: string;
  /** Left out for the health authority, which sees no single referral. */
  @IsOptional() @IsUUID() referralId?: string;
  @IsOptional() @IsString() referralNo?: string;
  @IsIn(['waiting', 'offered']) state: 'waiting' | 'offered';
  @IsString() institution: string;
  /** All whose freed units it takes. */
  @IsArray() institutions: string[];
  @IsString() referringInstitution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsIn(URGENCY_CLASSES) urgencyClass: UrgencyClass;
  @IsBoolean() greenChannel: boolean;
  /** A hospital took a unit away from it. */
  @IsBoolean() displaced: boolean;
  @IsISO8601() waitingSince: string;
  @IsISO8601() earliest: string;
  @IsISO8601() latest: string;
  @IsISO8601() validUntil: string;
  /** Place in the list of `institution`, in the order in which units would be offered now; none while an offer waits. */
  @IsOptional() @IsInt() position?: number;
  /** An estimate; absent when nothing is known. */
  @IsOptional() @IsISO8601() expectedAt?: string;
  @IsOptional() @IsIn(EXPECTATION_BASES) expectedBy?: ExpectationBasis;
  /** Offers that ended without an answer. */
  @IsInt() lapses: number;
  @IsOptional() @ValidateNested() @Type(() => WaitTask) task?: WaitTask;
}
