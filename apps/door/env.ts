import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, IsUrl, Max, Min } from 'class-validator';
import { readVariables } from '#service/env.js';

const ADDRESS = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };

/** The environment of the front door: it has neither database nor broker. */
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
}

/** Reads and checks the environment of the door. @throws Error that names the wrong variables */
export function readDoorEnv(): DoorEnv {
  return readVariables(DoorEnv, process.env);
}
