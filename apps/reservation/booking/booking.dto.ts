import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import { POOLS, type Pool } from '#contracts/codes.js';
import { seatTime } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import type { Reservation, ReservationState } from '../unit/reservation.entity.js';

/** Ways by which the public books; referrals come by messages only. */
export const PUBLIC_CHANNELS = ['web', 'phone', 'onsite', 'app'] as const;
/** Those in which the patient books alone. */
export const SELF_SERVICE: readonly string[] = ['web', 'app'];

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

  /** Not before; now where it is left out. */
  @ApiProperty({ required: false, type: String, format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  earliest?: string;

  /** Not after; fourteen days ahead where it is left out. */
  @ApiProperty({ required: false, type: String, format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  latest?: string;

  /** Index of the resident; no name, no number. */
  @ApiProperty({ example: '0190f5a0-0000-7000-8000-000000000002' }) @IsUUID() patientId: string;
  @ApiProperty({ enum: PUBLIC_CHANNELS, example: 'web' })
  @IsIn(PUBLIC_CHANNELS)
  channel: (typeof PUBLIC_CHANNELS)[number];
}

/** One person's unit as the hospital sees it. */
export class Booking {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() state: ReservationState;
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
}

export function bookingView(row: Reservation, session: Session): Booking {
  const time = seatTime(session, row.seat);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
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
    holdUntil: row.state === 'held' ? row.holdUntil?.toISOString() : undefined,
    confirmedAt: row.confirmedAt?.toISOString(),
  };
}
