import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, IsUUID } from 'class-validator';
import { IsInstant } from '#service/http/is-instant.js';

/** `POST /v1/notices/{id}/snoozes`. */
export class SnoozeRequest {
  /** Business time; a task not past its own deadline. */
  @IsInstant() until: string;
}

export class SnoozeView {
  @IsUUID() noticeId: string;
  @IsISO8601() until: string;
}

/** `POST /v1/notice-readings`. */
export class ReadUpTo {
  /** The newest notice on the screen: it and everything older counts as read. */
  @IsUUID() upTo: string;
}

/** Who has taken it on: the first of the post. */
export class AcknowledgementView {
  @IsUUID() noticeId: string;
  @IsISO8601() at: string;
  @IsUUID() practitioner: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
}

export class PostCount {
  /** `practitioner` for the caller's own, else the kind of post: `desk`, `department` … */
  @ApiProperty({ example: 'desk' }) post: string;
  @ApiProperty({ example: 3 }) unread: number;
}

export class NoticeCounts {
  /** Of all posts together. */
  @ApiProperty({ example: 3 }) unread: number;
  @ApiProperty({ type: [PostCount] }) posts: PostCount[];
  /** Of the newest 100 of each post, those that nobody has taken on. */
  @ApiProperty({ type: Object, example: { urgent: 0, task: 2 } }) open: { urgent: number; task: number };
  /** Those that the caller has put off; 100 means 100 or more. */
  @ApiProperty({ example: 0 }) snoozed: number;
}
