import { ApiProperty } from '@nestjs/swagger';
import { Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

export class DiagnosisQuery extends PageQuery {
  /** Start of a code, or part of a name in Chinese or English. */
  @Text(1, 50, 'I20', { optional: true }) q?: string;
}

export class DiagnosisEntry {
  @ApiProperty({ example: 'icd-10' }) system: 'icd-10';
  /** The shipped table is a sample; an official edition replaces it. */
  @ApiProperty({ example: 'sample' }) version: string;
  @ApiProperty({ example: 'I20.9' }) code: string;
  @ApiProperty({ example: '心绞痛' }) name: string;
  @ApiProperty({ example: 'Angina pectoris, unspecified' }) nameEn: string;
}
