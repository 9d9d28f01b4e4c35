import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional } from 'class-validator';
import { ReportQuery } from './report.dto.js';

/** `GET /v1/reserve-map`: as the report, by institution, or by department within one. */
export class MapQuery extends OmitType(ReportQuery, ['by', 'limit', 'cursor', 'format'] as const) {}

/** One day of one row; shares in basis points. */
export class MapCell {
  @IsInt() published: number;
  @IsInt() reserve: number;
  @IsInt() reserveBps: number;
  @IsInt() requiredBps: number;
  @IsBoolean() belowFloor: boolean;
  @IsInt() shortfall: number;
  @IsInt() stoppedSessions: number;
  /** `usableReserveRatio` (domain §11); absent while nothing can be said. */
  @IsOptional() @IsInt() usableBps?: number;
}

export class MapRow {
  @ApiProperty({ example: '990101H01' }) institution: string;
  /** Department, item group or ward group; absent where the row is of the whole institution. */
  @ApiProperty({ example: '03.04', required: false }) group?: string;
  /** One for each day; null where nothing is published. */
  @ApiProperty({ type: [MapCell] }) cells: (MapCell | null)[];
}

/** The reserve of many institutions and days in one picture; rows with a breach first. */
export class ReserveMap {
  @ApiProperty({ example: ['2026-11-26'] }) days: string[];
  @ApiProperty({ type: [MapRow] }) rows: MapRow[];
}
