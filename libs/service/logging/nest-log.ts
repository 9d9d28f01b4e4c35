import type { LoggerService } from '@nestjs/common';
import { logger } from './logger.js';

/** Nest's own lines in the log of the process. */
export class NestLog implements LoggerService {
  log(message: unknown, context?: string): void {
    logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string): void {
    logger.error({ stack }, String(message));
  }

  fatal(message: unknown, stack?: string): void {
    logger.fatal({ stack }, String(message));
  }
}
