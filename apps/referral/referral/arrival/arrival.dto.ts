import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { LocalDate } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { ReferralItem } from '../form/referral.answer.js';

/** `GET /v1/expected-arrivals`: a day, or whoever stands at the desk. */
export class ExpectedArrivalQuery extends PageQuery {
  /** Local date; today where it is left out. */
  @LocalDate('2026-11-26', { optional: true }) date?: string;
  /** Last characters of a referral's number, at least four: looks through everything open, of whatever day. */
  @ApiProperty({ required: false, example: '00019' })
  @IsOptional()
  @Matches(/^[0-9A-Z]{4,22}$/i)
  referralNo?: string;
  /** Everything open of this patient, as found by document (`POST /v1/patient-lookups`). */
  @IsOptional() @IsUUID() patient?: string;
}

/** Who is to be called by name: masked, as everywhere. */
export class ExpectedPatientView {
  @ApiProperty({ example: '张*' }) name: string;
  @ApiProperty({ enum: [0, 1, 2, 9] }) sexCode: number;
  @ApiProperty({ format: 'date', example: '1980-01-01' }) birthDate: string;
}

/** A referral whose patient is expected, is on the way or has come. */
export class ExpectedArrival extends ReferralItem {
  /** Begin of the unit, date of the first contact, or of an emergency when it was sent. */
  @ApiProperty({ format: 'date-time' }) expectedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) arrivedAt?: string;
  /** Absent where the patient is registered in another county. */
  @ApiProperty({ type: ExpectedPatientView, required: false }) patient?: ExpectedPatientView;
}
