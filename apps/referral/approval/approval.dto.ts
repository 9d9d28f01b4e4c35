import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DIRECTIONS, type Direction } from '#contracts/codes.js';
import { Code, Id, Key, Quantity, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { OwnerView } from '../referral/form/referral.answer.js';
import {
  APPROVAL_REASONS,
  APPROVAL_STATES,
  type ApprovalReason,
  type ApprovalState,
  REFUSAL_REASONS,
  type RefusalReason,
} from './approval.js';

/** `POST /v1/network-approvals`: may this patient be referred to an institution outside of the network? */
export class RequestApproval {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') patientId: string;
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Key('990101H09') institution: string;
  @Key('03.04') deptCode: string;
  @Code(APPROVAL_REASONS, 'no-capacity') reason: ApprovalReason;
  @Text(1, 500, 'Known there since the operation of 2024', { optional: true }) text?: string;
}

/** `POST …/decisions`. */
export class DecideApproval {
  @Code(['approve', 'refuse'], 'approve') decision: 'approve' | 'refuse';
  /** For `refuse`. */
  @Code(REFUSAL_REASONS, 'treatable-in-network', { optional: true }) reason?: RefusalReason;
  /** For `approve`: shorter than the policy allows. */
  @Quantity(1, 365, 14, { optional: true }) validDays?: number;
}

/** `GET /v1/network-approvals`. */
export class ApprovalQuery extends PageQuery {
  @IsOptional() @IsIn(APPROVAL_STATES) state?: ApprovalState;
}

/** Who has decided it, as what. */
export class ApprovalDecisionView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'consortium-office' }) role: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
}

export class ApprovalView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ enum: APPROVAL_STATES }) state: ApprovalState;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ enum: DIRECTIONS }) direction: Direction;
  @ApiProperty({ example: '990101T01' }) fromInstitution: string;
  @ApiProperty({ example: '990101H09' }) toInstitution: string;
  @ApiProperty({ example: '03.04' }) deptCode: string;
  @ApiProperty({ enum: APPROVAL_REASONS }) reason: ApprovalReason;
  /** Only where the request itself is read. */
  @ApiProperty({ required: false }) text?: string;
  /** Who has to decide; absent once it is decided. */
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ required: false }) overdue?: boolean;
  /** How far up the ladder it has been told that nobody decides. */
  @ApiProperty({ required: false, example: 'L1' }) rung?: string;
  @ApiProperty({ format: 'date-time' }) requestedAt: string;
  @ApiProperty({ type: ApprovalDecisionView, required: false }) decided?: ApprovalDecisionView;
  @ApiProperty({ enum: REFUSAL_REASONS, required: false }) refusal?: RefusalReason;
  /** Until then one referral may use it as `approvalId`. */
  @ApiProperty({ format: 'date-time', required: false }) validUntil?: string;
  @ApiProperty({ format: 'uuid', required: false }) referralId?: string;
}
