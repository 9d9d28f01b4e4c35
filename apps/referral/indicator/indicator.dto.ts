import { ApiProperty } from '@nestjs/swagger';
import {
  DIRECTIONS,
  type Direction,
  REFERRAL_STATES,
  type ReferralState,
  URGENCY_CLASSES,
  type UrgencyClass,
} from '#contracts/codes.js';
import { Key, LocalDate } from '#service/openapi/fields.js';
import { VERDICTS, type VerdictCode } from '../gate/verdict/verdict.js';
import { INDICATOR_NAMES, type IndicatorName } from './indicators.js';

/** `GET /v1/indicator-report`. */
export class IndicatorQuery {
  /** First local day; the last one where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  /** Last local day; today where it is left out. At most a year. */
  @LocalDate('2026-11-26', { optional: true }) to?: string;
  /** Only referrals from or to this institution. */
  @Key('990101H01', { optional: true }) institution?: string;
}

/** Referrals that are alike. `referrals` is absent where they are too few for a reader of figures only. */
export class StateCountView {
  @ApiProperty({ enum: DIRECTIONS }) direction: Direction;
  @ApiProperty({ enum: URGENCY_CLASSES }) urgencyClass: UrgencyClass;
  @ApiProperty({ enum: REFERRAL_STATES }) state: ReferralState;
  @ApiProperty({ example: 7, required: false }) referrals?: number;
  /** Past their deadline now. */
  @ApiProperty({ example: 1, required: false }) overdue?: number;
  @ApiProperty({ required: false }) suppressed?: true;
}

export class VerdictCountView {
  @ApiProperty({ enum: VERDICTS }) verdict: VerdictCode;
  @ApiProperty({ example: 7, required: false }) referrals?: number;
  @ApiProperty({ required: false }) suppressed?: true;
}

export class DayCountView {
  @ApiProperty({ format: 'date' }) date: string;
  @ApiProperty({ enum: DIRECTIONS }) direction: Direction;
  @ApiProperty({ example: 7, required: false }) referrals?: number;
  @ApiProperty({ required: false }) suppressed?: true;
}

/** One indicator of domain §11: basis points or minutes; no value = no data. */
export class IndicatorView {
  @ApiProperty({ enum: INDICATOR_NAMES }) name: IndicatorName;
  @ApiProperty({ enum: ['bps', 'minutes'] }) unit: 'bps' | 'minutes';
  @ApiProperty({ example: 9500, required: false }) value?: number;
  @ApiProperty({ example: 19, required: false }) numerator?: number;
  @ApiProperty({ example: 20, required: false }) denominator?: number;
  @ApiProperty({ required: false }) suppressed?: true;
}

/** What is going on in a county: numbers, and nobody's identity. */
export class IndicatorReportView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  /** Submitted in the period, by what they are now. */
  @ApiProperty({ type: [StateCountView] }) submitted: StateCountView[];
  /** Open now, whenever they were submitted. */
  @ApiProperty({ type: [StateCountView] }) open: StateCountView[];
  /** Of the up-referrals of the period. */
  @ApiProperty({ type: [VerdictCountView] }) verdicts: VerdictCountView[];
  @ApiProperty({ type: [DayCountView] }) days: DayCountView[];
  @ApiProperty({ type: [IndicatorView] }) indicators: IndicatorView[];
}
