import { type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable, TimeoutError, throwError, timeout } from 'rxjs';
import { Problem } from '../problem/problem.js';

/** Nest marks handlers of `@Sse` with this key; a stream may stay open. */
const SSE = '__sse__';

/** Gives up on a handler that does not answer in time: 503, so that the client repeats under its key. */
export class RequestTimeoutInterceptor implements NestInterceptor {
  constructor(private readonly seconds: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (Reflect.hasMetadata(SSE, context.getHandler())) return next.handle();
    return next.handle().pipe(
      timeout({ first: this.seconds * 1000 }),
      catchError((error: unknown) => throwError(() => (error instanceof TimeoutError ? tooSlow() : error))),
    );
  }
}

function tooSlow(): Problem {
  return new Problem({
    status: 503,
    code: 'TOO_SLOW',
    detail: 'No answer in time: repeat under the same key.',
    headers: { 'Retry-After': '1' },
  });
}
