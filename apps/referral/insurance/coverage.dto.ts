import { ApiProperty } from '@nestjs/swagger';
import { Code, LocalDate, Patterned } from '#service/openapi/fields.js';
import {
  AID_CATEGORIES,
  type AidCategory,
  CHRONIC_SPECIAL,
  type ChronicSpecial,
  SCHEMES,
  type Scheme,
} from './insurance.codes.js';

/** How a patient is insured from a day on; it takes the place of what was recorded before. */
export class RecordedCoverage {
  @Code(SCHEMES, 'resident') scheme: Scheme;
  /** 统筹区: division code of the county, city or province whose fund pays. */
  @Patterned(/^\d{6}$/, '990101') poolingArea: string;
  /** 门诊慢特病 that the fund has approved. */
  @Code(CHRONIC_SPECIAL, ['hypertension'], { list: 12, optional: true }) chronicSpecial?: ChronicSpecial[];
  @Code(AID_CATEGORIES, 'minimum-living', { optional: true }) aidCategory?: AidCategory;
  /** Today, if left out. */
  @LocalDate('2026-03-06', { optional: true }) validFrom?: string;
}

export class CoverageView {
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ example: '990101' }) poolingArea: string;
  /** For doctors only: it tells diseases. */
  @ApiProperty({ enum: CHRONIC_SPECIAL, isArray: true, required: false }) chronicSpecial?: ChronicSpecial[];
  @ApiProperty({ enum: AID_CATEGORIES, required: false }) aidCategory?: AidCategory;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
  @ApiProperty({ example: '990101T01' }) recordedBy: string;
}

/** What is recorded of a patient's insurance, the latest first. */
export class CoveragesView {
  @ApiProperty({ type: CoverageView, isArray: true }) items: CoverageView[];
}
