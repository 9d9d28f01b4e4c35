import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import type { Column } from '#service/export/column.js';
import { groupColumn, institutionColumn, wordColumn } from '#service/export/columns.js';
import { ExportQuery } from '#service/export/export.dto.js';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

/** What a line of the report may stand for; what is left out is summed up. */
export const GROUPINGS = ['date', 'institution', 'pool', 'group'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export class ReportQuery extends IntersectionType(PageQuery, ExportQuery) {
  /** First local date of service; today where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  /** Last one, at most 92 days on, which is also the default. */
  @LocalDate('2026-11-26', { optional: true }) to?: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
  /** One line for each of these, for example `institution,pool`; all four where it is left out. */
  @ApiProperty({ required: false, type: String, example: 'institution,pool' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(GROUPINGS, { each: true })
  by?: Grouping[];
}

/** What became of the reserve. Units, and shares in basis points cut off below the second decimal of a percent. */
export class ReserveFigures {
  /** Units published, those declared beside an allotment among them; extras for emergencies are not. */
  @IsInt() published: number;
  /** Units among them that the hospital gives out itself (allotment). */
  @IsInt() elsewhere: number;
  @IsInt() reserve: number;
  @IsInt() reserveBps: number;
  @IsInt() familyTaken: number;
  /** Units of the reserve among them. */
  @IsInt() familyFromReserve: number;
  @IsInt() released: number;
  @IsInt() releasedAtStage1: number;
  @IsInt() releasedAtStage2: number;
  @IsInt() releasedFromHoldback: number;
  /** Protected units that an emergency took. */
  @IsInt() releasedForEmergencies: number;
  /** Units that are still protected and free. */
  @IsInt() protected: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() free: number;
  @IsInt() shortfall: number;
  @IsInt() sessions: number;
  @IsInt() stoppedSessions: number;
  /** Units that stopped sessions had. */
  @IsInt() stoppedUnits: number;
  /** Units of the reserve that family doctors could have for at least 72 hours, of sessions that took place. */
  @IsInt() usableUnits: number;
  /** Units of the sessions for which that can be said by now, the stopped ones among them. */
  @IsInt() usableOf: number;
  /** `usableReserveRatio` of domain §11: usable ÷ of; absent while nothing can be said. */
  @IsOptional() @IsInt() usableBps?: number;
}

/** One line: of an institution, pool, group and day, as far as the report is grouped by them. */
export class ReserveLine extends ReserveFigures {
  @IsOptional() @IsString() institution?: string;
  @IsOptional() @IsIn(POOLS) pool?: Pool;
  @IsOptional() @IsString() group?: string;
  @IsOptional() @IsString() date?: string;
  /** Share that the rules ask for; of several accounts the greatest. */
  @IsInt() requiredBps: number;
  @IsBoolean() belowFloor: boolean;
}

export class ReserveReport {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ReserveLine) items: ReserveLine[];
  /** The sum of all lines, not of this page alone. */
  @ValidateNested() @Type(() => ReserveFigures) totals: ReserveFigures;
  /** Cursor of the next page; absent on the last. */
  @IsOptional() @IsString() next?: string;
}

/** Of the exported report. */
export const REPORT_COLUMNS: readonly Column<ReserveLine>[] = [
  { zh: '日期', en: 'Date', of: ({ date }) => date },
  institutionColumn({ zh: '机构', en: 'Institution' }, ({ institution }) => institution),
  wordColumn('pool', { zh: '资源池', en: 'Pool' }, ({ pool }) => pool),
  groupColumn(
    { zh: '科室或检查', en: 'Department or exam' },
    ({ institution }) => institution,
    ({ group }) => group,
  ),
  { zh: '发布总量', en: 'Published', of: ({ published }) => published },
  { zh: '预留量', en: 'Reserve', of: ({ reserve }) => reserve },
  { zh: '预留比例(万分比)', en: 'Reserve bps', of: ({ reserveBps }) => reserveBps },
  { zh: '要求比例(万分比)', en: 'Required bps', of: ({ requiredBps }) => requiredBps },
  { zh: '低于底线', en: 'Below the floor', of: ({ belowFloor }, say) => say.yesNo(belowFloor) },
  { zh: '可用预留比例(万分比)', en: 'Usable bps', of: ({ usableBps }) => usableBps },
  { zh: '家庭医生使用', en: 'Family doctors took', of: ({ familyTaken }) => familyTaken },
  { zh: '其中用预留', en: 'Of them from the reserve', of: ({ familyFromReserve }) => familyFromReserve },
  { zh: '已释放', en: 'Released', of: ({ released }) => released },
  { zh: '仍受保护', en: 'Still protected', of: (line) => line.protected },
  { zh: '缺口', en: 'Shortfall', of: ({ shortfall }) => shortfall },
  { zh: '停诊场次', en: 'Stopped sessions', of: ({ stoppedSessions }) => stoppedSessions },
];

/** A zero denominator is "no data" (domain §11). */
export function withUsableShare<F extends ReserveFigures>(figures: F): F {
  const { usableUnits, usableOf } = figures;
  return usableOf === 0 ? figures : { ...figures, usableBps: Math.floor((usableUnits * 10_000) / usableOf) };
}
