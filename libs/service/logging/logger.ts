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
  // Of an error of PostgreSQL: "Failing row contains (…)", and the values of the statement around it.
  'detail',
  'where',
];

/** What leaves no log line, at whichever of three depths. */
export const redaction = { paths: PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true };

/**
 * Structured log of the process (JSON lines). Ids and codes only: no name, number, phone or free text of a person
 * ever goes in. Each line carries the request's id, traceparent and account where there is a request.
 */
export const logger: Logger = pino({
  level: 'warn',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: redaction,
  mixin: () => ({ ...currentContext() }),
});

/** Sets level and service name once, at start. */
export function configureLogging(service: string, level: string): void {
  logger.level = level;
  logger.setBindings({ service });
}
