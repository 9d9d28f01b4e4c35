import { ApiProperty } from '@nestjs/swagger';
import { DIRECTIONS, type Direction, POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Id, Key } from '../referral/form/fields.js';
import { BED_CLASSES } from '../referral/form/form.codes.js';
import type { RouteExplanation } from './route.js';
import type { Excluded, Ranked, RouteRequest } from './routing.js';

/** What the ranking is asked for; the caller's institution is the sender. */
export class RouteQuestion {
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Key('03.04') deptCode: string;
  @Code(POOLS, 'expert-slot', { optional: true }) pool?: Pool;
  @Key('echo', { optional: true }) examItem?: string;
  @Code(BED_CLASSES, 'general', { optional: true }) bedClass?: string;
  /** Needed for `down`: the way home depends on the patient's team and township. */
  @Id('0195f000-0000-7000-8000-000000000010', { optional: true }) patientId?: string;
}

/** The order, why, and everything it was made from (domain §8.2). */
export class RouteAnswer implements RouteExplanation {
  @ApiProperty({ type: Object }) request: RouteRequest;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() networkVersion: number;
  @ApiProperty({ example: '2026-01-01.3f9a1c2e' }) ruleSetVersion: string;
  @ApiProperty({ type: Object, isArray: true }) ranked: Ranked[];
  @ApiProperty({ type: Object, isArray: true }) excluded: Excluded[];
}
