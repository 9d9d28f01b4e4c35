import { ApiProperty } from '@nestjs/swagger';
import { DIRECTIONS, type Direction, POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Id, Instant, Key } from '#service/openapi/fields.js';
import { CRITICAL_CENTRES, type CriticalCentreKind } from '../network/centres.entity.js';
import { BED_CLASSES, CARE_NEEDS, REFERRAL_REASONS } from '../referral/form/form.codes.js';
import type { Criteria } from './criteria.js';
import type { RouteExplanation } from './route.js';
import type {
  CandidateSupply,
  Excluded,
  Exclusion,
  Ranked,
  RouteCandidate,
  RoutePair,
  RouteRequest,
} from './routing.js';

/** What the ranking is asked for; the caller's institution is the sender. */
export class RouteQuestion {
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Key('03.04') deptCode: string;
  @Code(POOLS, 'expert-slot', { optional: true }) pool?: Pool;
  @Key('echo', { optional: true }) examItem?: string;
  @Code(BED_CLASSES, 'general', { optional: true }) bedClass?: string;
  /** The window that is wished for; without it the limit of the class counts. */
  @Instant('2026-03-08T08:00:00+08:00', { optional: true }) earliest?: string;
  @Instant('2026-03-13T18:00:00+08:00', { optional: true }) latest?: string;
  /** Leading diagnosis, ICD-10. */
  @Key('I20.9', { optional: true }) diagnosis?: string;
  /** `critical`, `no-subject` and `no-equipment` allow a tier to be passed over, `patient-request` any pair. */
  @Code(REFERRAL_REASONS, 'no-equipment', { optional: true, list: 13 }) reasonCode?: string[];
  /** U1: kind of the critical centre, if known. */
  @Code(CRITICAL_CENTRES, 'chest-pain', { optional: true }) criticalCentre?: CriticalCentreKind;
  /** Down: what the primary side is to give. */
  @Code(CARE_NEEDS, [], { optional: true, list: 5 }) careNeeds?: string[];
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

/** What is left inside the window, as reservation told it: it tells where to look, and promises nothing. */
export class SupplyView implements CandidateSupply {
  @ApiProperty({ format: 'date-time' }) toldAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) earliest: string | null;
  /** Kept for family doctors. */
  @ApiProperty({ example: 3 }) protected: number;
  @ApiProperty({ example: 9 }) open: number;
  /** All units, taken ones too. */
  @ApiProperty({ example: 20 }) units: number;
}

/** The value of a candidate for each criterion, in their order (domain §8.1). */
export class CriteriaView implements Criteria {
  @ApiProperty({ enum: ['capable', 'any-hospital'] }) capability: 'capable' | 'any-hospital';
  @ApiProperty({ enum: ['consortium', 'city-group', 'agreement', 'none'] }) pair: RoutePair;
  /** First unit in the window that the sender could have; null: none, or not known. */
  @ApiProperty({ type: String, nullable: true, example: null }) earliest: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 24 }) travelMinutes: number | null;
  /** Share of the units that is taken, in basis points. */
  @ApiProperty({ type: Number, nullable: true, example: 4500 }) load: number | null;
  @ApiProperty({ type: SupplyView, nullable: true }) supply: SupplyView | null;
}

export class RankedView implements Ranked {
  @ApiProperty({ example: 1 }) position: number;
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: '示范县甲人民医院' }) name: string;
  @ApiProperty({ type: CriteriaView }) criteria: CriteriaView;
  @ApiProperty({ example: ['capable', 'lowest-capable-step', 'pair-consortium', 'before-next-by-time'] })
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
  /** Up to when what is left was known; null: not known. */
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) supplyAt: string | null;
  @ApiProperty() networkVersion: number;
  @ApiProperty({ example: '2026-01-01.3f9a1c2e' }) ruleSetVersion: string;
  /** The candidates as they were ranked: ranking them again gives the same order. */
  @ApiProperty({ type: Object, isArray: true }) candidates: RouteCandidate[];
  @ApiProperty({ type: RankedView, isArray: true }) ranked: RankedView[];
  @ApiProperty({ type: ExcludedView, isArray: true }) excluded: ExcludedView[];
}
