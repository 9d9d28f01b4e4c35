import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, ValidateIf } from 'class-validator';
import { ROLES, type Role } from '#contracts/codes.js';
import { ENCRYPTION_KEYS_FORM, readVariables } from '#service/env.js';

const ADDRESS = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };
const asList = ({ value }: { value: unknown }) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean)
    : value;
const withSignIn = ({ OIDC_CLIENT_ID }: DoorEnv) => OIDC_CLIENT_ID !== undefined;

/** The environment of the front door. Without a client id it passes the API on and lets nobody sign in. */
export class DoorEnv {
  /** Port of the front door. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) HTTP_PORT: number;
  @IsString() HTTP_HOST: string = '0.0.0.0';
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) METRICS_PORT: number;
  @IsUrl(ADDRESS) REFERRAL_URL: string;
  @IsUrl(ADDRESS) RESERVATION_URL: string;
  @IsUrl(ADDRESS) NOTIFICATION_URL: string;
  @Type(() => Number) @IsInt() @Min(1) SHUTDOWN_GRACE_SECONDS: number = 20;
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent']) LOG_LEVEL: string = 'info';

  /** The door as a client of the OpenID provider; absent = no sign-in, and nothing below is needed. */
  @IsOptional() @IsString() OIDC_CLIENT_ID?: string;
  /** Absent = a public client; PKCE is used either way. */
  @IsOptional() @IsString() OIDC_CLIENT_SECRET?: string;
  @ValidateIf(withSignIn) @IsUrl(ADDRESS) OIDC_ISSUER: string;
  @ValidateIf(withSignIn) @IsString() @Matches(/\S/) OIDC_AUDIENCE: string;
  /** Sent as `resource` (RFC 8707) where the provider gives tokens for the API only when it is named. */
  @IsOptional() @IsString() OIDC_RESOURCE?: string;
  @IsString() OIDC_SCOPE: string = 'openid profile';
  /** Nobody with one of these roles, in whatever post, has a session without a second factor; absent = none demands it. */
  @Transform(asList) @IsIn(ROLES, { each: true }) SECOND_FACTOR_ROLES: Role[] = [];
  /** Classes (`acr`) that stand for one, asked of the provider as `acr_values`; absent = its `amr` tells (RFC 8176). */
  @Transform(asList) @Matches(/^[\x21-\x7e]+$/, { each: true }) SECOND_FACTOR_ACR: string[] = [];
  /** The address that browsers know, without a path; `https` makes the cookie a secure one. */
  @ValidateIf(withSignIn) @Matches(/^https?:\/\/[^/\s]+$/) PUBLIC_URL: string;
  /** A session without an act of its user ends (engineering §7.2). */
  @Type(() => Number) @IsInt() @Min(1) @Max(720) SESSION_IDLE_MINUTES: number = 15;
  /** The longest session, however busy. */
  @Type(() => Number) @IsInt() @Min(1) @Max(168) SESSION_HOURS: number = 12;
  @ValidateIf(withSignIn) @Matches(/^postgres(ql)?:\/\//) DATABASE_URL: string;
  @Type(() => Number) @IsInt() @Min(2) @Max(64) DATABASE_POOL_SIZE: number = 8;
  @IsIn(['intl', 'gm']) CRYPTO_PROFILE: 'intl' | 'gm' = 'intl';
  @ValidateIf(withSignIn) @Matches(ENCRYPTION_KEYS_FORM) ENCRYPTION_KEYS: string;
}

/** Reads and checks the environment of the door. @throws Error that names the wrong variables */
export function readDoorEnv(): DoorEnv {
  return readVariables(DoorEnv, process.env);
}
