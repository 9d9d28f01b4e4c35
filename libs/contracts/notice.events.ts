import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsString, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import { Actor } from './parts.js';

/** What can climb the ladder of escalation (domain §6). */
export const OPEN_ITEMS = ['referral', 'teleconsultation', 'network-approval', 'displacement', 'wait-entry'] as const;
export type OpenItemKind = (typeof OPEN_ITEMS)[number];

/** A named person has taken note of an alert: its rung need not be told again before the next one is due (domain §6). */
export class NoticeAcknowledged {
  @IsUUID() noticeId: string;
  @IsIn(OPEN_ITEMS) subject: OpenItemKind;
  @IsUUID() subjectId: string;
  @Matches(/^\d{6}$/) subjectCounty: string;
  /** What should have happened: `decide`, `take` … */
  @IsString() dueKind: string;
  @IsISO8601() dueAt: string;
  @Matches(/^L[0-5]$/) rung: string;
  /** Alerts of this rung that went before. */
  @IsInt() @Min(0) repeat: number;
  @ValidateNested() @Type(() => Actor) actor: Actor;
}
