import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { IsInstant } from '#service/http/is-instant.js';
import { PageQuery } from '#service/paging/cursor.js';
import { seatTime } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import { isDead, type Reservation, type ReservationState } from '../unit/reservation.entity.js';

/** Ways by which the public books; referrals come by messages only. */
export const PUBLIC_CHANNELS = ['web', 'phone', 'onsite', 'app'] as const;
/** Those in which the patient books alone. */
export const SELF_SERVICE: readonly string[] = ['web', 'app'];

const STATES: readonly ReservationState[] = [
  'held',
  'confirmed',
  'arrived',
  'fulfilled',
  'no-show',
  'cancelled',
  'expired',
  'displaced',
];

const CODE = /^[A-Za-z0-9.-]{1,40}$/;

/** A booking of the hospital's public channel: one session, or the earliest of a group inside a window. */
export class BookingRequest {
  @ApiProperty({ example: '0190f5a0-0000-7000-8000-000000000001' })
  @ValidateIf((body: BookingRequest) => body.pool === undefined || body.sessionId !== undefined)
  @IsUUID()
  sessionId?: string;

  @ApiProperty({ enum: POOLS, required: false })
  @ValidateIf((body: BookingRequest) => body.sessionId === undefined || body.pool !== undefined)
  @IsIn(POOLS)
  pool?: Pool;

  /** Department code, exam item or ward group. */
  @ApiProperty({ required: false, example: '03.04' })
  @ValidateIf((body: BookingRequest) => body.sessionId === undefined || body.group !== undefined)
  @Matches(CODE)
  group?: string;

  @ApiProperty({ required: false }) @IsOptional() @IsString() @Length(1, 64) doctorId?: string;

  /** Not before; now, or the session's beginning, where it is left out. */
  @ApiProperty({ required: false, type: String, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  earliest?: string;

  /** Not after; fourteen days ahead, or the session's last seats, where it is left out. */
  @ApiProperty({ required: false, type: String, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  latest?: string;

  /** The hospital's own name for the booking: sent again with the same content it gives the same booking. */
  @ApiProperty({ required: false, example: 'his-2026-000123' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  externalId?: string;

  /** Index of the resident; no name, no number. */
  @ApiProperty({ example: '0190f5a0-0000-7000-8000-000000000002' }) @IsUUID() patientId: string;
  @ApiProperty({ enum: PUBLIC_CHANNELS, example: 'web' })
  @IsIn(PUBLIC_CHANNELS)
  channel: (typeof PUBLIC_CHANNELS)[number];
}

/** Another session instead of the booked one. */
export class BookingReschedule {
  @ApiProperty({ example: '0190f5a0-0000-7000-8000-000000000001' }) @IsUUID() sessionId: string;
}

/** Which bookings; from today where nothing else narrows them. */
export class BookingQuery extends PageQuery {
  @ApiProperty({ required: false }) @IsOptional() @IsUUID() session?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsUUID() patient?: string;
  @ApiProperty({ required: false, enum: STATES }) @IsOptional() @IsIn(STATES) state?: ReservationState;
  @ApiProperty({ required: false, format: 'date-time' }) @IsOptional() @IsInstant() from?: string;
  @ApiProperty({ required: false, format: 'date-time' }) @IsOptional() @IsInstant() to?: string;
}

/** One person's unit as the hospital sees it. */
export class Booking {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() state: ReservationState;
  @IsOptional() @IsString() externalId?: string;
  @IsString() channel: string;
  @IsUUID() sessionId: string;
  @IsInt() seat: number;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsOptional() @IsString() preparation?: string;
  @IsUUID() patientId: string;
  /** Present where the unit belongs to a referral. */
  @IsOptional() @IsUUID() referralId?: string;
  @IsOptional() @IsISO8601() holdUntil?: string;
  @IsOptional() @IsISO8601() confirmedAt?: string;
  /** Until when the unit waits for who has not come yet. */
  @IsOptional() @IsISO8601() keptUntil?: string;
  /** Present where it was given up after the time until which patients may cancel. */
  @IsOptional() @IsBoolean() late?: boolean;
}

/** @param now a hold past its time is shown as `expired`, even where no clock has swept it */
export function bookingView(row: Reservation, session: Session, now?: Date): Booking {
  const state = now !== undefined && isDead(row, now) ? 'expired' : row.state;
  const time = seatTime(session, row.seat);
  return {
    id: row.id,
    version: row.version,
    state,
    externalId: row.externalId ?? undefined,
    channel: row.channel,
    sessionId: row.sessionId,
    seat: row.seat,
    institution: row.institution,
    pool: row.pool,
    group: row.group,
    startsAt: time.startsAt.toISOString(),
    endsAt: time.endsAt.toISOString(),
    place: session.place,
    preparation: session.preparation ?? undefined,
    patientId: row.patientId,
    referralId: row.referralId ?? undefined,
    holdUntil: state === 'held' ? row.holdUntil?.toISOString() : undefined,
    confirmedAt: row.confirmedAt?.toISOString(),
    keptUntil: state === 'confirmed' ? row.noShowAt?.toISOString() : undefined,
    late: row.late || undefined,
  };
}
