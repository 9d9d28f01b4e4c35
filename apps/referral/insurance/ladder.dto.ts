import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Max, Min } from 'class-validator';
import { Code, Flag, LocalDate, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { CARE_TYPES, type CareType, type Scheme } from './insurance.codes.js';

/** Schemes that a fund pays for. */
const PAYING = ['employee', 'resident'] as const;

/** A new edition of the county's benefit ladder for one scheme and kind of care; the four tiers come together. */
export class LadderEdition {
  @Code(PAYING, 'resident') scheme: Scheme;
  @Code(CARE_TYPES, 'inpatient') careType: CareType;
  @Flag(true) inArea: boolean;
  /** False: what is paid after a bypass; without such an edition the penalty is taken off. */
  @Flag(true) compliant: boolean;
  /** Basis points of tiers 1, 2, 3, 4: must not rise. */
  @ApiProperty({ type: [Number], example: [8500, 8000, 7500, 6000] })
  @IsArray()
  @ArrayMinSize(4)
  @ArrayMaxSize(4)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(10_000, { each: true })
  rateBps: number[];
  /** Fen, of tiers 1, 2, 3, 4. */
  @ApiProperty({ type: [Number], example: [10_000, 20_000, 50_000, 90_000] })
  @IsArray()
  @ArrayMinSize(4)
  @ArrayMaxSize(4)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(10_000_000, { each: true })
  deductibleFen: number[];
  /** Today or later: what was in force is not rewritten. */
  @LocalDate('2026-04-01') validFrom: string;
  @Text(1, 100, 'County medical insurance bureau, notice 2026-3') approvedBy: string;
  @Text(1, 200, 'demo') source: string;
}

export class LadderQuery extends PageQuery {
  /** Editions in force on this day; today, if left out. */
  @LocalDate('2026-03-06', { optional: true }) on?: string;
}

export class LadderView extends LadderEdition {
  /** Of the county, or of what stands above it. */
  @ApiProperty({ example: '990101' }) region: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
}
