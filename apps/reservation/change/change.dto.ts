import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { DISPLACEMENT_CAUSES, type DisplacementCause } from '#contracts/reservation.events.js';
import { PageQuery } from '#service/paging/cursor.js';
import { SessionView } from '../supply/supply.dto.js';
import {
  DISPLACEMENT_STATES,
  type Displacement,
  type DisplacementState,
  OUTCOMES,
  type Outcome,
} from './displacement.entity.js';

/** Why a hospital changes its supply; codes, as they reach other houses. */
export const REASONS = [
  'doctor-ill',
  'doctor-absent',
  'equipment-fault',
  'bed-closed',
  'staff-short',
  'more-staff',
  'roster',
  'emergency',
  'other',
] as const;
type Reason = (typeof REASONS)[number];

export class CapacityChangeRequest {
  /** The new number of units, extras for emergencies aside. A closed bed is one less of its ward-day. */
  @ApiProperty({ example: 15 }) @IsInt() @Min(0) @Max(1000) capacity: number;
  @ApiProperty({ enum: REASONS, example: 'staff-short' }) @IsIn(REASONS) reason: Reason;
}

export class StopRequest {
  @ApiProperty({ enum: REASONS, example: 'doctor-ill' }) @IsIn(REASONS) reason: Reason;
}

export class DoctorSwapRequest {
  /** Who holds the session instead. */
  @ApiProperty({ example: 'dr-li' }) @IsString() @Length(1, 64) doctorId: string;
  @ApiProperty({ enum: REASONS, example: 'doctor-absent' }) @IsIn(REASONS) reason: Reason;
}

export class ChangeQuery {
  /** `true`: says who would be moved where and changes nothing; needs no If-Match. */
  @ApiProperty({ required: false, enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) dryRun?: string;
}

/** Somebody who lost a unit, by the number of that reservation: no person is named. */
export class DisplacementView {
  @IsUUID() id: string;
  @IsInt() version: number;
  /** The lost unit. */
  @IsUUID() reservationId: string;
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsIn(DISPLACEMENT_CAUSES) cause: DisplacementCause;
  @IsString() reason: string;
  @IsISO8601() displacedAt: string;
  @IsIn(DISPLACEMENT_STATES) state: DisplacementState;
  /** Set where the unit belonged to a referral; else the hospital's own system must tell the patient. */
  @IsOptional() @IsUUID() referralId?: string;
  @IsOptional() @IsUUID() newReservationId?: string;
  @IsOptional() @IsUUID() newSessionId?: string;
  @IsOptional() @IsString() newInstitution?: string;
  @IsOptional() @IsISO8601() newStartsAt?: string;
  @IsOptional() @IsUUID() waitEntryId?: string;
  /** Whose task it is to find something, and until when. */
  @IsOptional() @IsString() ownerRole?: string;
  @IsOptional() @IsString() ownerInstitution?: string;
  @IsOptional() @IsISO8601() dueAt?: string;
  /** How far up the ladder it has been told that the desk is late. */
  @IsOptional() @IsString() rung?: string;
  @IsOptional() @IsIn(OUTCOMES) outcome?: Outcome;
  @IsOptional() @IsISO8601() settledAt?: string;
}

/** A changed session, and everybody who lost a unit of it. */
export class ChangeView {
  @IsBoolean() dryRun: boolean;
  @ValidateNested() @Type(() => SessionView) session: SessionView;
  @IsInt() capacityBefore: number;
  @ApiProperty({ type: [DisplacementView] })
  @ValidateNested({ each: true })
  @Type(() => DisplacementView)
  displaced: DisplacementView[];
}

export class DisplacementQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @IsUUID() sessionId?: string;
  @ApiProperty({ required: false, enum: DISPLACEMENT_STATES })
  @IsOptional()
  @IsIn(DISPLACEMENT_STATES)
  state?: DisplacementState;
}

export class SettlementRequest {
  /** `told`: the patient knows of the new unit; `rebooked`: the desk found another. */
  @ApiProperty({ enum: OUTCOMES, example: 'told' }) @IsIn(OUTCOMES) outcome: Outcome;
}

export function displacementView(row: Displacement): DisplacementView {
  const { id, version, reservationId, sessionId, institution, pool, group, cause, reason, state } = row;
  return {
    ...{ id, version, reservationId, sessionId, institution, pool, group, cause, reason, state },
    startsAt: row.startsAt.toISOString(),
    displacedAt: row.displacedAt.toISOString(),
    referralId: row.referralId ?? undefined,
    newReservationId: row.newReservationId ?? undefined,
    newSessionId: row.newSessionId ?? undefined,
    newInstitution: row.newInstitution ?? undefined,
    newStartsAt: row.newStartsAt?.toISOString(),
    waitEntryId: row.waitEntryId ?? undefined,
    ownerRole: row.ownerRole ?? undefined,
    ownerInstitution: row.ownerInstitution ?? undefined,
    dueAt: row.dueAt?.toISOString(),
    rung: row.escalation?.rung ?? undefined,
    outcome: row.outcome ?? undefined,
    settledAt: row.settledAt?.toISOString(),
  };
}
