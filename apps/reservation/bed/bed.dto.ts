import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
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
  ValidateNested,
} from 'class-validator';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { BED_CLASSES } from '../supply/draft.dto.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

/** One bed as the hospital's inventory says it. */
export class BedRegistration {
  /** The hospital's own name for it; registering it again changes it, and opens it if it was closed. */
  @ApiProperty({ example: '5-12-2' }) @IsString() @Length(1, 40) label: string;
  /** Department of the ward. */
  @ApiProperty({ example: '03.04' }) @Matches(CODE) group: string;
  @ApiProperty({ enum: BED_CLASSES, example: 'general' }) @IsIn(BED_CLASSES) bedClass: string;
  /** True unless said otherwise. */
  @ApiProperty({ required: false }) @IsOptional() @IsBoolean() staffed?: boolean;
  /** First local date on which it is there; today where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) validFrom?: string;
  /** First local date on which it is no longer there. */
  @LocalDate('2026-11-26', { optional: true }) validUntil?: string;
}

export class BedRegistrations {
  @ApiProperty({ type: [BedRegistration] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => BedRegistration)
  beds: BedRegistration[];
}

export class BedClosure {
  @ApiProperty({ example: 'Renovation of the room' }) @IsString() @Length(1, 200) reason: string;
}

export class BedQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  @ApiProperty({ required: false, enum: BED_CLASSES }) @IsOptional() @IsIn(BED_CLASSES) bedClass?: string;
  /** Only beds in which somebody lies, or only those in which nobody does. */
  @ApiProperty({ required: false })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  occupied?: boolean;
}

/** A bed, and whether somebody lies in it; who does stands in the occupancy. */
export class BedView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() institution: string;
  @IsString() label: string;
  @IsString() group: string;
  @IsString() bedClass: string;
  @IsBoolean() staffed: boolean;
  @IsString() validFrom: string;
  @IsOptional() @IsString() validUntil?: string;
  @IsOptional() @IsISO8601() closedAt?: string;
  @IsOptional() @IsString() closedReason?: string;
  @IsBoolean() occupied: boolean;
  @IsOptional() @IsUUID() occupancyId?: string;
}

export class BedsView {
  @ApiProperty({ type: [BedView] }) items: BedView[];
}
