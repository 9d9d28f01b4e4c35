import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, IsUrl, Matches, MinLength } from 'class-validator';
import { readVariables } from '#service/env.js';

const ADDRESS = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };
const NETWORK = /^[\da-f.:]+\/\d{1,3}$/i;
/** Where the large browsers have their push services. */
const PUSH_SERVICES = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com'];
const asList = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value);

/**
 * What notification needs besides the environment of every service: its ways out of the house (docs/gateway.md). One that
 * is not named does not exist; what is meant for it ends as `not-configured`.
 */
export class NotificationEnv {
  /** Where referral answers for the addresses of patients. */
  @IsOptional() @IsUrl(ADDRESS) REFERRAL_URL?: string;

  /** SMS: the contract of docs/gateway.md, 阿里云 or 腾讯云. */
  @IsIn(['fenji', 'aliyun', 'tencent']) SMS_KIND: 'fenji' | 'aliyun' | 'tencent' = 'fenji';
  @IsOptional() @IsUrl(ADDRESS) SMS_URL?: string;
  @IsOptional() @IsString() SMS_KEY_ID?: string;
  @IsOptional() @IsString() @MinLength(16) SMS_SECRET?: string;
  @IsOptional() @IsString() SMS_SIGN_NAME?: string;
  @IsOptional() @IsString() SMS_TEMPLATE?: string;
  @IsOptional() @IsString() SMS_APP_ID?: string;

  /** Spoken calls, by the contract of docs/gateway.md. */
  @IsOptional() @IsUrl(ADDRESS) PHONE_URL?: string;
  @IsOptional() @IsString() @MinLength(16) PHONE_SECRET?: string;

  /** Enterprise messenger: the contract of docs/gateway.md, 企业微信 or 钉钉. */
  @IsIn(['fenji', 'wecom', 'dingtalk']) MESSENGER_KIND: 'fenji' | 'wecom' | 'dingtalk' = 'fenji';
  @IsOptional() @IsUrl(ADDRESS) MESSENGER_URL?: string;
  @IsOptional() @IsString() MESSENGER_KEY_ID?: string;
  @IsOptional() @IsString() @MinLength(16) MESSENGER_SECRET?: string;
  @IsOptional() @IsString() MESSENGER_AGENT_ID?: string;

  /** `smtps://user:password@host:465`. */
  @IsOptional() @Matches(/^smtps?:\/\//) SMTP_URL?: string;
  @IsOptional() @IsString() MAIL_FROM?: string;

  /** Web push: `npx web-push generate-vapid-keys`; the subject is `mailto:` or `https:`. */
  @IsOptional() @Matches(/^(mailto|https):/) VAPID_SUBJECT?: string;
  @IsOptional() @IsString() VAPID_PUBLIC_KEY?: string;
  @IsOptional() @IsString() VAPID_PRIVATE_KEY?: string;
  @Transform(asList) @IsArray() @IsString({ each: true }) PUSH_HOSTS: string[] = PUSH_SERVICES;

  /** Hosts of hospital systems that may be told, comma-separated, and the private networks in which they stand. */
  @Transform(asList) @IsArray() @IsString({ each: true }) WEBHOOK_HOSTS: string[] = [];
  @Transform(asList) @IsArray() @Matches(NETWORK, { each: true }) WEBHOOK_NETWORKS: string[] = [];
}

/** @throws Error that names the wrong variables */
export function readNotificationEnv(source: NodeJS.ProcessEnv = process.env): NotificationEnv {
  return readVariables(NotificationEnv, source);
}
