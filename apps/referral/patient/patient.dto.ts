import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { KEY_GROUPS } from '#contracts/codes.js';
import { Code, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

/** Types of CV02.01.101: 01 ID card … 99 other (domain §4.2). */
export const ID_TYPES = ['01', '02', '03', '04', '05', '06', '07', '99'] as const;

/** Why somebody must see an identity unmasked. */
export const REVEAL_REASONS = ['contact-patient', 'identity-check', 'treatment', 'correction'] as const;

export class PatientQuery extends PageQuery {
  /** `mine`: under contract with one of the caller's teams; `institution`: of the caller's institution. */
  @Code(['mine', 'institution'], 'mine', { optional: true }) contract: 'mine' | 'institution' = 'mine';
  /** Only patients with, or without, an open referral. */
  @ApiProperty({ required: false, enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  openReferral?: 'true' | 'false';
}

/** Who is looked for; in the body, for a name stands in no address. */
export class PatientSearch extends PatientQuery {
  /** Part of the name; or, in digits, the beginning of the birth date (19800101) or the end of document or phone. */
  @Text(1, 50, '张三', { optional: true }) text?: string;
  @Code(KEY_GROUPS, 'hypertension', { optional: true }) keyGroup?: (typeof KEY_GROUPS)[number];
}

export class PatientLookup {
  @Code(ID_TYPES, '01') idType: (typeof ID_TYPES)[number];
  @Text(1, 18, '990101198001010014') idNo: string;
}

export class PatientReadQuery {
  /** Shows name, number, phone and address in clear; recorded with the reason. */
  @ApiProperty({ required: false, enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  reveal?: 'true' | 'false';
  @Code(REVEAL_REASONS, 'contact-patient', { optional: true }) reason?: (typeof REVEAL_REASONS)[number];
}

export class ContractView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) teamId: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ required: false, format: 'date' }) validTo?: string;
}

/** A patient; name, number and phone are masked unless revealed. */
export class PatientView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '张*' }) name: string;
  @ApiProperty({ example: '01' }) idType: string;
  @ApiProperty({ example: '9****************4' }) idNo: string;
  @ApiProperty({ example: '120****5678' }) phone: string;
  /** Only where revealed. */
  @ApiProperty({ required: false }) address?: string;
  @ApiProperty({ format: 'date', example: '1980-01-01' }) birthDate: string;
  @ApiProperty({ enum: [0, 1, 2, 9] }) sexCode: number;
  @ApiProperty({ example: '990101' }) divisionCode: string;
  @ApiProperty({ example: '990101T01' }) homeInstitution: string;
  @ApiProperty({ required: false, example: '990101V001' }) homeClinic?: string;
  @ApiProperty({ example: ['hypertension'] }) keyGroups: string[];
  @ApiProperty({ required: false, type: ContractView }) contract?: ContractView;
}
