import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { PageQuery } from '#service/paging/cursor.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class ReportQuery extends PageQuery {
  /** First local date of service; today where it is left out. */
  @ApiProperty({ required: false, format: 'date' }) @IsOptional() @Matches(DATE) from?: string;
  @ApiProperty({ required: false, format: 'date' }) @IsOptional() @Matches(DATE) to?: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) institution?: string;
  @ApiProperty({ required: false, enum: POOLS }) @IsOptional() @IsIn(POOLS) pool?: Pool;
  @ApiProperty({ required: false }) @IsOptional() @Matches(CODE) group?: string;
}

/** What became of the reserve of one institution, pool, group and day. */
export class ReserveLine {
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsString() date: string;
  /** Units published, those declared beside an allotment among them; extras for emergencies are not. */
  @IsInt() published: number;
  /** Units among them that the hospital gives out itself (allotment). */
  @IsInt() elsewhere: number;
  @IsInt() reserve: number;
  /** Share at publication in basis points, cut off below the second decimal of a percent. */
  @IsInt() reserveBps: number;
  /** Share that the rules ask for. */
  @IsInt() requiredBps: number;
  @IsBoolean() belowFloor: boolean;
  @IsInt() familyTaken: number;
  /** Units of the reserve among them. */
  @IsInt() familyFromReserve: number;
  @IsInt() released: number;
  /** Units that are still protected and free. */
  @IsInt() protected: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() free: number;
  @IsInt() shortfall: number;
}
