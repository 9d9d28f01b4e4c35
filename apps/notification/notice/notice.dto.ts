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
}

/** Text in the languages of the product. */
export class NoticeWords {
  @IsString() zh: string;
  @IsString() en: string;
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
