import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsString, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import { POOLS, type Pool } from './codes.js';

/** Entries were added to the review list of a county (domain §11): a reason to look, never a sanction. */
export class AnomalySignalled {
  /** `AN5` */
  @Matches(/^AN([1-9]|10)$/) code: string;
  /** Institution that is asked. */
  @IsString() institution: string;
  @IsInt() @Min(1) count: number;
  /** The first of them. */
  @IsUUID() anomalyId: string;
}

/** What only reservation can see of AN7: how a protected unit went another way. */
export class ReserveGamingCase {
  @IsIn(['cancelled-then-public', 'reserve-on-stopped-session']) kind:
    | 'cancelled-then-public'
    | 'reserve-on-stopped-session';
  /** Names the evidence: told again, it is the same. */
  @IsString() key: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsUUID() sessionId: string;
  /** Reservations that show it: cancelled, taken. */
  @IsUUID(undefined, { each: true }) reservations: string[];
  @IsISO8601() happenedAt: string;
  /** Protected units of a stopped session. */
  @IsInt() @Min(1) units: number;
}

export class ReserveGamingSuspected {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ReserveGamingCase) cases: ReserveGamingCase[];
}
