import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { DIRECTIONS, type Direction, REFERRAL_STATES, type ReferralState } from '#contracts/codes.js';
import { IsInstant } from '#service/http/is-instant.js';
import { PageQuery } from '#service/paging/cursor.js';

export const BOXES = ['inbox', 'outbox'] as const;

/** `GET /v1/referrals`. */
export class ReferralQuery extends PageQuery {
  /** `inbox`: directed to the caller's institution; `outbox`: referred by the caller, for a desk by its institution. */
  @IsIn(BOXES) box: (typeof BOXES)[number];
  @IsOptional() @IsIn(REFERRAL_STATES) state?: ReferralState;
  @IsOptional() @IsIn(DIRECTIONS) direction?: Direction;
  /** Only what is due before this instant. */
  @IsOptional() @IsInstant() dueBefore?: string;
  /** `true`: only what is overdue now. */
  @IsOptional() @IsIn(['true', 'false']) overdue?: string;
}

/** `GET /v1/referrals/open`. */
export class OpenReferralQuery {
  @IsUUID() patientId: string;
  @IsIn(DIRECTIONS) direction: Direction;
  /** Department of the receiver, `to.deptCode`; left out, every open referral of the patient in that direction. */
  @IsOptional() @Matches(/^[A-Za-z0-9.-]{1,40}$/) deptCode?: string;
}
