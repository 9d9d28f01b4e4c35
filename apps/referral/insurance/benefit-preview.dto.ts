import { ApiProperty } from '@nestjs/swagger';
import { DIRECTIONS, type Direction } from '#contracts/codes.js';
import { Code, Flag, Id, Instant, Key, Part, Quantity } from '#service/openapi/fields.js';
import type { Benefit } from './benefit.js';
import type { Bill } from './bill.js';
import { RecordedCoverage } from './coverage.dto.js';
import { CARE_TYPES, type CareType } from './insurance.codes.js';

/** What would a stay or visit cost? For a patient, or for a coverage alone. */
export class BenefitEnquiry {
  @Key('990101H01') institution: string;
  @Code(CARE_TYPES, 'inpatient') careType: CareType;
  /** With a first visit and a referral in order. */
  @Flag(true) compliant: boolean;
  /** Of the referral that links the stay to those before it; left out, there is none. */
  @Code(DIRECTIONS, 'up', { optional: true }) direction?: Direction;
  /** Coverage and earlier stays are looked up. */
  @Id('00979082-2e79-5188-a166-83d3c8dfb737', { optional: true }) patientId?: string;
  /** Course of care whose stays count for the deductible. */
  @Id('0195f000-0000-7000-8000-000000000013', { optional: true }) episodeId?: string;
  /** Without a patient. */
  @Part(() => RecordedCoverage, { optional: true }) coverage?: RecordedCoverage;
  /** Begin of the care; now, if left out. */
  @Instant('2026-03-10T09:00:00+08:00', { optional: true }) startsAt?: string;
  @Quantity(0, 1_000_000_000, 600_000, { optional: true }) eligibleCostFen?: number;
}

/** A question that has an answer in the demo county, for the API document. */
export const STAY_EXAMPLE: BenefitEnquiry = {
  institution: '990101H01',
  careType: 'inpatient',
  compliant: true,
  direction: 'up',
  patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
  eligibleCostFen: 600_000,
};

/** Advice only: the insurer settles. */
export class BenefitPreview {
  @ApiProperty({ type: Object }) benefit: Benefit;
  @ApiProperty({ type: Object, required: false }) bill?: Bill;
}
