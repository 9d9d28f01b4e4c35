import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Min, ValidateNested } from 'class-validator';
import { PageQuery } from '#service/paging/cursor.js';
import { CHANNELS, type Channel, DELIVERY_STATES, type DeliveryState } from '../delivery/delivery.js';
import { NoticeWords } from '../notice/notice.dto.js';
import { URGENCIES, type Urgency } from '../notice/notice.js';

export class NoticeTraceQuery extends PageQuery {}

/** How one notice went out of the house: the channel and what became of it, never to whom. */
export class NoticeTraceDelivery {
  @IsIn(CHANNELS) channel: Channel;
  @IsIn(DELIVERY_STATES) state: DeliveryState;
  @IsInt() @Min(0) attempts: number;
  /** Of the last change where it has ended. */
  @IsOptional() @IsISO8601() endedAt?: string;
}

/** That a post took the task on. */
export class NoticeTraceTakenOn {
  @IsISO8601() at: string;
  @IsString() role: string;
}

/** One notice about a referral: which post was told what sort of thing, and whether it took it on; no person, no case. */
export class NoticeTraceItem {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsString() event: string;
  @IsIn(URGENCIES) urgency: Urgency;
  @ValidateNested() @Type(() => NoticeWords) title: NoticeWords;
  /** `desk`, `department`, `practitioner` …; `patient` and `contact` have no account. */
  @ApiProperty({ example: 'desk' }) post: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @IsOptional() @ValidateNested() @Type(() => NoticeTraceTakenOn) acknowledged?: NoticeTraceTakenOn;
  /** Beside the app, in which every notice is. */
  @ApiProperty({ type: [NoticeTraceDelivery] })
  @ValidateNested({ each: true })
  @Type(() => NoticeTraceDelivery)
  deliveries: NoticeTraceDelivery[];
}
