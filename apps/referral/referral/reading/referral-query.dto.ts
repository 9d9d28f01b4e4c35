import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import {
  DIRECTIONS,
  type Direction,
  REFERRAL_STATES,
  type ReferralState,
  URGENCY_CLASSES,
  type UrgencyClass,
} from '#contracts/codes.js';
import { IsInstant } from '#service/http/is-instant.js';
import { PageQuery } from '#service/paging/cursor.js';

export const BOXES = ['inbox', 'outbox', 'house'] as const;
const ORDERS = ['newest', 'due'] as const;
const CODE = /^[A-Za-z0-9.-]{1,40}$/;

/** `GET /v1/referrals`. */
export class ReferralQuery extends PageQuery {
  /**
   * `inbox`: directed to the caller's institution; `outbox`: referred by the caller, for a desk by its institution;
   * `house`: whatever goes to or comes from the caller's institution.
   */
  @IsIn(BOXES) box: (typeof BOXES)[number];
  /** One state, or several by repeating it. */
  @ApiProperty({ required: false, enum: REFERRAL_STATES, isArray: true })
  @IsOptional()
  @Transform(({ value }) => (value === undefined ? value : [value].flat()))
  @ArrayMaxSize(REFERRAL_STATES.length)
  @IsIn(REFERRAL_STATES, { each: true })
  state?: ReferralState[];
  @IsOptional() @IsIn(DIRECTIONS) direction?: Direction;
  /** Only what is due before this instant. */
  @IsOptional() @IsInstant() dueBefore?: string;
  /** `true`: only what is overdue now. */
  @IsOptional() @IsIn(['true', 'false']) overdue?: string;
  /** `true`: only what somebody still has to act on. */
  @IsOptional() @IsIn(['true', 'false']) open?: string;
  /** `own`: only what the caller's institution has to act on next. */
  @IsOptional() @IsIn(['own']) owner?: string;
  @IsOptional() @IsIn(URGENCY_CLASSES) urgency?: UrgencyClass;
  /** Department of the receiver. */
  @IsOptional() @Matches(CODE) department?: string;
  /** `newest` unless said otherwise; `due`: by deadline, what has none last. */
  @IsOptional() @IsIn(ORDERS) order?: (typeof ORDERS)[number];
  /** A desk's worklist is one page. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) override limit: number = 20;
}

/** `GET /v1/waiting-referrals`. */
export class WaitingQuery extends PageQuery {
  @IsOptional() @IsIn(DIRECTIONS) direction?: Direction;
  /** What is to be done, as in `dueKind`: `acknowledge`, `follow-up`, `confirm` … */
  @IsOptional() @Matches(/^[a-z-]{1,40}$/) kind?: string;
}

/** `GET /v1/referrals/open`. */
export class OpenReferralQuery {
  @IsUUID() patientId: string;
  @IsIn(DIRECTIONS) direction: Direction;
  /** Department of the receiver, `to.deptCode`; left out, every open referral of the patient in that direction. */
  @IsOptional() @Matches(CODE) deptCode?: string;
}
