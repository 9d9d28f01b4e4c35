import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, ValidateIf } from 'class-validator';

/** How a patient leaves a bed. */
export const END_KINDS = ['discharge', 'move'] as const;
export type EndKind = (typeof END_KINDS)[number];

const BED = '0190f5a0-0000-7000-8000-000000000003';
const WHY = 'Needs monitoring';

/** The bed that a patient who has come is given. */
export class AdmissionRequest {
  @ApiProperty({ example: BED }) @IsUUID() bedId: string;
  /** Needed for a bed of another ward group than booked, or of a class that is not offered. */
  @ApiProperty({ required: false, example: WHY }) @IsOptional() @IsString() @Length(1, 200) reason?: string;
}

export class OccupancyEnd {
  @ApiProperty({ enum: END_KINDS, example: 'discharge' }) @IsIn(END_KINDS) kind: EndKind;
  /** Where the patient is moved. */
  @ApiProperty({ required: false, example: BED })
  @ValidateIf((body: OccupancyEnd) => body.kind === 'move' || body.bedId !== undefined)
  @IsUUID()
  bedId?: string;
  /** Needed for a move to a bed of another ward group than booked, or of a class that is not offered. */
  @ApiProperty({ required: false, example: WHY }) @IsOptional() @IsString() @Length(1, 200) reason?: string;
}

/** Who lies, or lay, in which bed from when to when. */
export class OccupancyView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() institution: string;
  @IsUUID() bedId: string;
  @IsString() bedLabel: string;
  @IsString() group: string;
  @IsString() bedClass: string;
  @IsUUID() bookingId: string;
  @IsUUID() patientId: string;
  @IsISO8601() from: string;
  /** Absent while the patient lies there. */
  @IsOptional() @IsISO8601() until?: string;
  @IsOptional() @IsIn(END_KINDS) endKind?: EndKind;
  @IsOptional() @IsString() reason?: string;
}
