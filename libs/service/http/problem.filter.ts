import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { logger } from '../logging/logger.js';
import { PROBLEM_TYPE, Problem } from '../problem/problem.js';
import { toProblem } from './to-problem.js';

/** Every error of the HTTP entrance leaves as application/problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error) ?? internal(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status).set(problem.headers).set('Cache-Control', 'no-store').type(PROBLEM_TYPE);
    response.send(JSON.stringify(problem));
  }
}

/** A fault of ours: the log has the error under an id, the client only the id. */
function internal(error: unknown): Problem {
  const errorId = randomUUID();
  logger.error({ errorId, err: error }, 'request failed');
  return new Problem({
    status: 500,
    code: 'INTERNAL',
    detail: 'Something went wrong here. Quote the errorId when you report it.',
    more: { errorId },
  });
}
