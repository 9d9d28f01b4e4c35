import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsString, IsUrl, Max, Min, validateSync } from 'class-validator';

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

/**
 * Reads and checks the environment.
 * @throws Error that names the wrong variables
 */
export function readDoorEnv(source: NodeJS.ProcessEnv = process.env): DoorEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(DoorEnv, given, { exposeDefaultValues: true });
  const wrong = validateSync(env).map((error) => error.property);
  if (wrong.length > 0) throw new Error(`Missing or wrong environment variables: ${wrong.join(', ')}`);
  return env;
}
