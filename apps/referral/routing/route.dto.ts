import { ApiProperty } from '@nestjs/swagger';
import { DIRECTIONS, type Direction, POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import type { Pair } from '../network/network.js';
import { Code, Id, Key } from '../referral/form/fields.js';
import { BED_CLASSES } from '../referral/form/form.codes.js';
import type { RouteExplanation } from './route.js';
import type { Criteria, Excluded, Exclusion, Ranked, RouteRequest } from './routing.js';

/** What the ranking is asked for; the caller's institution is the sender. */
export class RouteQuestion {
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Key('03.04') deptCode: string;
  @Code(POOLS, 'expert-slot', { optional: true }) pool?: Pool;
  @Key('echo', { optional: true }) examItem?: string;
  @Code(BED_CLASSES, 'general', { optional: true }) bedClass?: string;
  /** Needed for `down`: the way home depends on the patient's team and township. */
  @Id('00979082-2e79-5188-a166-83d3c8dfb737', { optional: true }) patientId?: string;
}

/** A question that has an answer in the demo county, for the API document. */
export const CARDIOLOGY_EXAMPLE: RouteQuestion = {
  direction: 'up',
  urgencyClass: 'U3',
  deptCode: '03.04',
  pool: 'expert-slot',
};

/** The value of a candidate for each criterion, in their order (domain §8.1). */
export class CriteriaView implements Criteria {
  @ApiProperty({ example: 'capable' }) capability: 'capable';
  @ApiProperty({ enum: ['consortium', 'agreement', 'none'] }) pair: Pair;
  /** Null: which unit is the earliest is known to reservation. */
  @ApiProperty({ type: String, nullable: true, example: null }) earliest: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 24 }) travelMinutes: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) load: number | null;
}

export class RankedView implements Ranked {
  @ApiProperty({ example: 1 }) position: number;
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: '示范县甲人民医院' }) name: string;
  @ApiProperty({ type: CriteriaView }) criteria: CriteriaView;
  @ApiProperty({ example: ['capable', 'lowest-capable-step', 'pair-consortium', 'before-next-by-travel'] })
  reasons: string[];
}

export class ExcludedView implements Excluded {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H03' }) institution: string;
  @ApiProperty({ example: 'no-such-supply' }) reason: Exclusion;
}

/** The order, why, and everything it was made from (domain §8.2). */
export class RouteAnswer implements RouteExplanation {
  @ApiProperty({ type: Object }) request: RouteRequest;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() networkVersion: number;
  @ApiProperty({ example: '2026-01-01.3f9a1c2e' }) ruleSetVersion: string;
  @ApiProperty({ type: RankedView, isArray: true }) ranked: RankedView[];
  @ApiProperty({ type: ExcludedView, isArray: true }) excluded: ExcludedView[];
}
