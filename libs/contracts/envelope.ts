import { IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Matches, Min } from 'class-validator';

/** `<subject>.<past tense>.v<major>`: the name is routing key, AMQP `type` and class of a message. */
export const MESSAGE_NAME = /^[a-z-]+\.[a-z-]+\.v[1-9]\d*$/;

/** What every message carries around its payload (architecture §6). No personal data, ever. */
export class Envelope<T = unknown> {
  /** UUID v7; the inbox knows a message by it. */
  @IsUUID('7') id: string;
  @Matches(MESSAGE_NAME) name: string;
  /** Business time of the change, ISO 8601 in UTC. */
  @IsISO8601({ strict: true }) occurredAt: string;
  /** GB/T 2260 code of the aggregate's owner. */
  @Matches(/^\d{6}$/) county: string;
  @IsUUID() aggregateId: string;
  /** Raised by one with every event of the aggregate, so that a late one is seen as late. */
  @IsInt() @Min(1) aggregateVersion: number;
  /** The referral, where there is one. */
  @IsOptional() @IsUUID() correlationId?: string;
  /** The message that caused this one. */
  @IsOptional() @IsUUID() causationId?: string;
  @IsOptional() @IsString() traceparent?: string;
  @IsObject() data: T;
}
