import { IsOptional, IsString, IsUrl, MinLength } from 'class-validator';
import { readVariables } from '#service/env.js';

const ADDRESS = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };

/** What notification needs besides the environment of every service: its ways out of the house. A missing one is off. */
export class NotificationEnv {
  /** Where referral answers for the addresses of patients. */
  @IsOptional() @IsUrl(ADDRESS) REFERRAL_URL?: string;
  /** SMS gateway by the contract of docs/gateway.md. */
  @IsOptional() @IsUrl(ADDRESS) SMS_URL?: string;
  @IsOptional() @IsString() @MinLength(16) SMS_SECRET?: string;
}

/** @throws Error that names the wrong variables */
export function readNotificationEnv(source: NodeJS.ProcessEnv = process.env): NotificationEnv {
  return readVariables(NotificationEnv, source);
}
