import { type Logger, pino } from 'pino';
import { currentContext } from '../context/context.js';

/** Names of fields that could carry a person; whatever is logged under them is dropped. */
const PERSONAL = [
  'name',
  'idNo',
  'phone',
  'address',
  'text',
  'body',
  'password',
  'token',
  'authorization',
  'cookie',
  'parameters',
];

/**
 * Structured log of the process (JSON lines). Ids and codes only: no name, number, phone or free text of a person
 * ever goes in. Each line carries the request's id, traceparent and account where there is a request.
 */
export const logger: Logger = pino({
  level: 'warn',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  mixin: () => ({ ...currentContext() }),
});

/** Sets level and service name once, at start. */
export function configureLogging(service: string, level: string): void {
  logger.level = level;
  logger.setBindings({ service });
}
