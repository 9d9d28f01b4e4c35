import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { Code, Patterned } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { CHANNELS, type Channel, DELIVERY_STATES, type DeliveryState } from '../delivery/delivery.js';
import { URGENCIES, type Urgency } from '../notice/notice.js';

/** One channel, seen from the operator's chair; of the houses that the caller may see. */
export class ChannelReport {
  @IsIn(CHANNELS) channel: Channel;
  @IsIn(['working', 'paused', 'not-configured']) health: 'working' | 'paused' | 'not-configured';
  /** Deliveries that are due and not sent. */
  @IsInt() @Min(0) queued: number;
  /** Deliveries that wait for their time: quiet hours, a retry. */
  @IsInt() @Min(0) waiting: number;
  /** Since when the oldest one that is due waits. */
  @IsOptional() @IsISO8601() oldestDueSince?: string;
  /** Ends of the last 24 hours. */
  @IsInt() @Min(0) sent: number;
  @IsInt() @Min(0) delivered: number;
  @IsInt() @Min(0) failedAttempts: number;
  /** Given up, and not yet put back or settled. */
  @IsInt() @Min(0) dead: number;
}

/** Why deliveries were given up. */
export class DeadReason {
  @IsIn(CHANNELS) channel: Channel;
  @IsString() reason: string;
  @IsInt() @Min(0) count: number;
}

export class DeliveryReport {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ChannelReport) channels: ChannelReport[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => DeadReason) deadReasons: DeadReason[];
}

export class DeliveryQuery extends PageQuery {
  @IsIn(DELIVERY_STATES) state: DeliveryState = 'dead';
}

/** One delivery: whom it was for as a post or a kind, never an address. */
export class DeliveryItem {
  @IsUUID() id: string;
  @IsUUID() noticeId: string;
  @IsString() recipient: string;
  @IsIn(CHANNELS) channel: Channel;
  @IsIn(URGENCIES) urgency: Urgency;
  @IsIn(DELIVERY_STATES) state: DeliveryState;
  @IsInt() @Min(0) attempts: number;
  @IsOptional() @IsString() reason?: string;
  @IsOptional() @IsUUID() referralId?: string;
  @IsISO8601() createdAt: string;
}

export class DeliveryPage {
  @IsArray() @ValidateNested({ each: true }) @Type(() => DeliveryItem) items: DeliveryItem[];
  @IsOptional() @IsString() next?: string;
}

export const SETTLED_HOW = ['told-by-phone', 'told-in-person', 'not-needed'] as const;
export type SettledHow = (typeof SETTLED_HOW)[number];

/** `POST /v1/deliveries/{id}/settlements`: a person has done what no channel did. */
export class NewSettlement {
  @Code(SETTLED_HOW, 'told-by-phone') how: SettledHow;
}

/** `POST /v1/deliveries/redrives`: which of those given up. */
export class NewRedrives {
  @Code(CHANNELS, 'sms') channel: Channel;
  /** As the report and the list name it; left out: for whatever reason. */
  @Patterned(/^[\w.-]{1,60}$/, 'http-503', { optional: true }) reason?: string;
}

export class RedrivesView {
  /** How many are tried again now. */
  @IsInt() @Min(0) redriven: number;
  /** As many as one request takes: there may be more. */
  @IsBoolean() mayBeMore: boolean;
}
