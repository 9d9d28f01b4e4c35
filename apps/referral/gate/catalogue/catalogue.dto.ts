import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString } from 'class-validator';
import { ImportQuery } from '#service/import/import.dto.js';
import { LocalDate, Part, Patterned, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

const CATEGORY = /^[A-Z]\d{2}$/;

/** Diseases of one range of ICD-10 categories, to be seen first at this tier or lower. */
export class CatalogueLine {
  @Patterned(CATEGORY, 'I10') icd10From: string;
  @Patterned(CATEGORY, 'I15') icd10To: string;
  @ApiProperty({ enum: [1, 2], example: 2 }) @IsIn([1, 2]) tier: 1 | 2;
}

/** A new edition of the catalogue; it takes the place of the one before from `validFrom` on. */
export class CatalogueEdition {
  /** Today or later: what was in force is not rewritten. */
  @LocalDate('2026-04-01') validFrom: string;
  @Text(1, 100, 'County health commission, notice 2026-12') approvedBy: string;
  @Text(1, 200, 'TL [policy]') source: string;
  @Part(() => CatalogueLine, { list: 500, least: 1 }) lines: CatalogueLine[];
}

/** The same as a CSV file in a JSON string; the file itself may be sent as text/csv instead. */
export class CatalogueFile {
  /** Columns: icd10From, icd10To, tier; at most 500 rows, UTF-8. */
  @ApiProperty({ example: 'icd10From,icd10To,tier\nI10,I15,2\nE10,E14,2\n' }) @IsString() @IsNotEmpty() csv: string;
}

/** What the rows of a file do not say; the first three are needed. */
export class CatalogueImportQuery extends ImportQuery {
  @LocalDate('2026-04-01', { optional: true }) validFrom?: string;
  @Text(1, 100, 'County health commission', { optional: true }) approvedBy?: string;
  @Text(1, 200, 'TL [policy]', { optional: true }) source?: string;
}

export class CatalogueQuery extends PageQuery {
  /** Lines in force on this day; today, if left out. */
  @LocalDate('2026-03-06', { optional: true }) on?: string;
}

/** A line with its edition. */
export class CatalogueLineView extends CatalogueLine {
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
  @ApiProperty() approvedBy: string;
  @ApiProperty() source: string;
}

export class CatalogueChange {
  @ApiProperty() dryRun: boolean;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ example: 7 }) lines: number;
}
