import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '#service/paging/cursor.js';
import { TEMPLATES, type TemplateCode } from '../words/templates.js';
import { type Facts, URGENCIES, type Urgency } from './notice.js';

const asBoolean = ({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value);

export class NoticeQuery extends PageQuery {
  /** Only what the caller has not read. */
  @Transform(asBoolean) @IsBoolean() unread: boolean = false;
  /** Only tasks that nobody of their post has taken on, and that the referral still waits for. */
  @Transform(asBoolean) @IsBoolean() open: boolean = false;
  /** What the caller has put off, instead of the rest. */
  @Transform(asBoolean) @IsBoolean() snoozed: boolean = false;
}

/** Text in the languages of the product. */
export class NoticeWords {
  @IsString() zh: string;
  @IsString() en: string;
}

/** Who of a post has taken a task on. */
export class NoticeTakenOn {
  @IsISO8601() at: string;
  @IsUUID() practitioner: string;
  @IsString() role: string;
}

/** One notice of the caller. */
export class NoticeItem {
  @IsUUID('7') id: string;
  /** Message that it tells of, for example `referral.offered`. */
  @IsString() event: string;
  @IsIn(Object.keys(TEMPLATES)) template: TemplateCode;
  @IsIn(URGENCIES) urgency: Urgency;
  @IsOptional() @IsUUID() referralId?: string;
  @IsOptional() @IsString() referralNo?: string;
  /** Codes, numbers and instants behind the words. */
  @IsObject() facts: Facts;
  @IsISO8601() occurredAt: string;
  @ValidateNested() @Type(() => NoticeWords) title: NoticeWords;
  @ValidateNested() @Type(() => NoticeWords) text: NoticeWords;
  @IsOptional() @IsISO8601() readAt?: string;
  @IsOptional() @ValidateNested() @Type(() => NoticeTakenOn) acknowledged?: NoticeTakenOn;
  /** When its referral, question or request had moved on, so that the task waits for nobody any more. */
  @IsOptional() @IsISO8601() overAt?: string;
  /** Business time until which the caller has put it off. */
  @IsOptional() @IsISO8601() snoozedUntil?: string;
}

export class NoticePage {
  @IsArray() @ValidateNested({ each: true }) @Type(() => NoticeItem) items: NoticeItem[];
  @IsOptional() @IsString() next?: string;
  /** Notices of the caller that were not read yet. */
  @IsInt() @Min(0) unread: number;
}

export class NoticeReading {
  @IsUUID() noticeId: string;
  /** Business time of the first reading. */
  @IsISO8601() readAt: string;
}
