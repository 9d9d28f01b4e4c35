import { ApiProperty } from '@nestjs/swagger';
import type { Direction, ReferralState } from '#contracts/codes.js';
import { VisitLine } from './visit.dto.js';

/** A referral of the episode. */
export class EpisodeLeg {
  @ApiProperty({ format: 'uuid' }) referralId: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ example: 'up' }) direction: Direction;
  @ApiProperty({ example: 'closed' }) state: ReferralState;
  @ApiProperty({ format: 'uuid', required: false }) parentReferralId?: string;
  @ApiProperty({ example: '990101T01' }) fromInstitution: string;
  @ApiProperty({ example: '990101H01' }) toInstitution: string;
  @ApiProperty({ format: 'date-time' }) submittedAt: string;
}

/** Who owns the case 首诊负责: the first institution until another has accepted it (domain §3.1). */
export class CaseOwner {
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ format: 'date-time' }) since: string;
  /** The referral by which it was handed over; absent with the first institution. */
  @ApiProperty({ format: 'uuid', required: false }) referralId?: string;
}

/** One course of care: its visits and its referrals, oldest first. */
export class EpisodeView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ example: '990101V001' }) institution: string;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ type: CaseOwner, required: false }) firstContactResponsibility?: CaseOwner;
  @ApiProperty({ type: VisitLine, isArray: true }) visits: VisitLine[];
  @ApiProperty({ type: EpisodeLeg, isArray: true }) legs: EpisodeLeg[];
}
