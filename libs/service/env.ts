import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsIP,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';

/** `id:base64(32 bytes)`, comma-separated. */
export const ENCRYPTION_KEYS_FORM = /^[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=)*$/;
const asBoolean = ({ value }: { value: unknown }) =>
  value === '1' || value === 'true' ? true : value === '0' || value === 'false' ? false : value;
const asNumbers = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').map(Number) : value);

/** The environment of one service process, checked at start. An injectable value; nothing else reads `process.env`. */
export class Env {
  @Matches(/^postgres(ql)?:\/\//) DATABASE_URL: string;
  /** One URL or several, comma-separated. */
  @Matches(/^amqps?:\/\//) RABBITMQ_URL: string;
  /** Address to listen on, for HTTP and metrics; absent = all. */
  @IsOptional() @IsIP() HTTP_HOST?: string;
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) HTTP_PORT: number;
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) METRICS_PORT: number;
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true }) OIDC_ISSUER: string;
  @IsString() @Matches(/\S/) OIDC_AUDIENCE: string;
  @Transform(asBoolean) @IsBoolean() FENJI_DEMO: boolean = false;
  /** Connections of the pool: more make a hot row slower (architecture §5). */
  @Type(() => Number) @IsInt() @Min(2) @Max(64) DATABASE_POOL_SIZE: number = 8;
  @Type(() => Number) @IsInt() @Min(1) @Max(10_000) PREFETCH: number = 200;
  @Transform(asNumbers) @IsArray() @IsInt({ each: true }) @Min(0, { each: true }) RETRY_DELAYS_SECONDS: number[] = [
    5, 60, 600, 3600,
  ];
  @Type(() => Number) @IsInt() @Min(1) HANDLER_TIMEOUT_SECONDS: number = 30;
  @Type(() => Number) @IsInt() @Min(1) SHUTDOWN_GRACE_SECONDS: number = 20;
  @Type(() => Number) @IsInt() @Min(1) @Max(5_000) RELAY_BATCH_SIZE: number = 200;
  @Type(() => Number) @IsInt() @Min(10) RELAY_IDLE_MILLISECONDS: number = 1000;
  @IsIn(['intl', 'gm']) CRYPTO_PROFILE: 'intl' | 'gm' = 'intl';
  /** `id:base64(32 bytes)`, comma-separated; the first encrypts, all decrypt. */
  @Matches(ENCRYPTION_KEYS_FORM) ENCRYPTION_KEYS: string;
  /** What services of this house show one another, at least 32 characters; absent = none may ask. */
  @IsOptional() @IsString() @MinLength(32) INTERNAL_TOKEN?: string;
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent']) LOG_LEVEL: string = 'info';
}

/** Reads and checks the environment of a service. @throws Error as {@link readVariables} */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  return readVariables(Env, source);
}

/**
 * Reads and checks the variables that a class names; an empty one counts as absent.
 * @throws Error that names the wrong variables and never shows a value, as values may be secrets.
 */
export function readVariables<T extends object>(variables: new () => T, source: NodeJS.ProcessEnv): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(variables, given, { exposeDefaultValues: true });
  const wrong = validateSync(env).map((error) => error.property);
  if (wrong.length > 0) throw new Error(`Missing or wrong environment variables: ${wrong.join(', ')}`);
  return env;
}
