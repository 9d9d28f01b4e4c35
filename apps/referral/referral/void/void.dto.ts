import { ApiProperty } from '@nestjs/swagger';
import type { ReferralState } from '#contracts/codes.js';
import { Flag, Text } from '#service/openapi/fields.js';
import { OwnerView } from '../form/referral.answer.js';

/** `POST …/voids`: medical affairs says that the referral was entered in error (F03). */
export class VoidRequest {
  @Text(4, 500, 'Written for another patient of the same name') text: string;
}

/** `POST …/void-answers`: the office of the consortium, another person, agrees (T33) or not (F04). */
export class VoidAnswer {
  @Flag(true) agreed: boolean;
  @Text(1, 500, 'Compared with the paper form', { optional: true }) text?: string;
}

/** What the office sees of a referral that it does not take part in. */
export class VoidView {
  @ApiProperty({ format: 'uuid' }) referralId: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ example: 4 }) version: number;
  @ApiProperty({ example: 'submitted' }) state: ReferralState;
  @ApiProperty({ example: '990101T01' }) from: string;
  @ApiProperty({ example: '990101H01' }) to: string;
  /** Institution whose medical affairs asked; absent where nothing is asked for. */
  @ApiProperty({ required: false }) requestedBy?: string;
  @ApiProperty({ format: 'date-time', required: false }) requestedAt?: string;
  /** Who is to answer; absent where nothing is asked for, or the referral has ended otherwise. */
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ required: false, example: false }) overdue?: boolean;
  /** How far up the ladder it has been told. */
  @ApiProperty({ required: false, example: 'L1' }) rung?: string;
}
