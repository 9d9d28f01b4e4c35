import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, IsUUID } from 'class-validator';
import { Id, Instant } from '#service/openapi/fields.js';

/** `POST /v1/notices/{id}/snoozes`. */
export class SnoozeRequest {
  /** Business time; a task not past its own deadline. */
  @Instant('2026-11-26T08:00:00+08:00') until: string;
}

export class SnoozeView {
  @IsUUID() noticeId: string;
  @IsISO8601() until: string;
}

/** `POST /v1/notice-readings`. */
export class ReadUpTo {
  /** The newest notice on the screen: it and everything older counts as read. */
  @Id('0195f000-0000-7000-8000-000000000001') upTo: string;
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
