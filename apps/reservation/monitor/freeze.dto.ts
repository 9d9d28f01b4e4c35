import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { PageQuery } from '#service/paging/cursor.js';
import { INVARIANTS, type Invariant } from './checks.store.js';
import type { Freeze } from './freeze.store.js';

export class FreezeQuery extends PageQuery {
  /** Only those that have not been lifted; all where it is left out. */
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  live?: boolean;
}

export class LiftRequest {
  /** What was wrong and how it was mended; kept with the freeze. */
  @IsString() @Length(3, 400) @Matches(/\S/) reason: string;
}

/** A pool from which nothing is sold but to emergencies. */
export class FreezeView {
  @IsUUID() id: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  /** Local date of service. */
  @IsString() date: string;
  @IsIn(INVARIANTS) invariant: Invariant;
  /** The check that failed. */
  @IsString() code: string;
  @IsString() sentence: string;
  /** How many of `evidence`: the ids are given out to nobody but who examines the database. */
  @IsInt() found: number;
  @IsISO8601() frozenAt: string;
  @IsOptional() @IsISO8601() liftedAt?: string;
  @IsOptional() @IsString() liftedBy?: string;
  @IsOptional() @IsString() liftReason?: string;
}

export function freezeView(freeze: Freeze, sentence: string): FreezeView {
  const { id, institution, pool, group, date, invariant, code, evidence, frozenAt, liftedAt, liftedBy, liftReason } =
    freeze;
  return {
    id,
    institution,
    pool,
    group,
    date,
    invariant,
    code,
    sentence,
    found: evidence.length,
    frozenAt: frozenAt.toISOString(),
    liftedAt: liftedAt?.toISOString(),
    liftedBy: liftedBy ?? undefined,
    liftReason: liftReason ?? undefined,
  };
}
