import { ApiProperty } from '@nestjs/swagger';
import type { Benefit } from './benefit.js';
import type { Bill } from './bill.js';
import { CARE_TYPES, SCHEMES } from './insurance.codes.js';

/** With a referral in order: what the penalty costs. */
class RegularBenefit {
  @ApiProperty({ example: 7500 }) rateBps: number;
  @ApiProperty({ example: 30_000 }) payNowFen: number;
}

/** Advice on money in fen and basis points; what is not known is left out and named in `unknown`. */
export class BenefitView implements Omit<Benefit, 'ladder'> {
  @ApiProperty({ enum: CARE_TYPES }) careType: Benefit['careType'];
  @ApiProperty({ example: 3 }) tier: Benefit['tier'];
  @ApiProperty({ enum: SCHEMES, required: false }) scheme?: Benefit['scheme'];
  @ApiProperty({ required: false }) inArea?: boolean;
  /** Share that the fund pays above the deductible. */
  @ApiProperty({ required: false, example: 7500 }) rateBps?: number;
  @ApiProperty({ required: false, example: 50_000 }) deductibleFen?: number;
  /** Deductible that is still to be paid. */
  @ApiProperty({ required: false, example: 30_000 }) payNowFen?: number;
  @ApiProperty({ example: 20_000 }) alreadyPaidFen: number;
  @ApiProperty() deductibleContinuous: boolean;
  @ApiProperty({ type: RegularBenefit, required: false }) ifCompliant?: RegularBenefit;
  @ApiProperty() depositWaived: boolean;
  @ApiProperty({ example: ['penalty'] }) reasons: string[];
  @ApiProperty({ example: ['coverage'] }) unknown: string[];
}

/** What a cost would mean for the patient, fen. */
export class BillView implements Bill {
  @ApiProperty({ example: 600_000 }) eligibleCostFen: number;
  @ApiProperty({ example: 30_000 }) deductibleFen: number;
  @ApiProperty({ example: 427_500 }) reimbursedFen: number;
  @ApiProperty({ example: 172_500 }) patientFen: number;
}
