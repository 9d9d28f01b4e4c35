import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Code, Id } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { INSTITUTION_TYPES, type InstitutionType, type Tier } from './tiers.js';

const TYPES = Object.keys(INSTITUTION_TYPES);

/** Filters of the county's institutions. */
export class InstitutionQuery extends PageQuery {
  @ApiProperty({ required: false, example: 3 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(4) tier?: Tier;
  @Code(TYPES, 'county-hospital', { optional: true }) type?: InstitutionType;
  /** `true`: also those of other counties, to which a referral can be approved. */
  @IsOptional() @IsIn(['true', 'false']) beyond?: 'true' | 'false';
  /** Members of this consortium. */
  @Id('0195f000-0000-7000-8000-000000000020', { optional: true }) consortium?: string;
}

/** A department and what it can do. */
export class DepartmentView {
  @ApiProperty({ example: '03.04' }) deptCode: string;
  @ApiProperty({ example: '心血管内科' }) name: string;
  @ApiProperty({ example: 'Cardiology' }) nameEn: string;
  @ApiProperty({ example: ['expert-slot'] }) pools: string[];
  @ApiProperty({ example: ['echo'] }) examItems: string[];
  @ApiProperty({ example: ['general'] }) bedClasses: string[];
}

/** An institution of the directory; nothing in it is about a patient. */
export class InstitutionView {
  @ApiProperty({ example: '990101H01' }) code: string;
  @ApiProperty({ example: '示范县甲人民医院' }) name: string;
  @ApiProperty({ example: 'County A People’s Hospital' }) nameEn: string;
  @ApiProperty({ enum: TYPES }) type: InstitutionType;
  @ApiProperty({ example: 3 }) tier: Tier;
  @ApiProperty({ example: 2 }) level: number;
  @ApiProperty({ example: 'public' }) ownership: 'public' | 'private';
  @ApiProperty({ required: false }) parent?: string;
  @ApiProperty({ required: false }) phone?: string;
  @ApiProperty({ format: 'uuid', isArray: true }) consortia: string[];
  @ApiProperty({ type: DepartmentView, isArray: true }) departments: DepartmentView[];
}
