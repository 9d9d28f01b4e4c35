import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { Answer } from './write.js';

/** Turns an `Answer` of a controller into status, `Location`, `ETag` and body. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(map((value: unknown) => (isAnswer(value) ? send(response, value) : value)));
  }
}

function send(response: Response, answer: Answer<unknown>): unknown {
  response.status(answer.status);
  if (answer.location) response.setHeader('Location', answer.location);
  if (answer.version !== undefined) response.setHeader('ETag', `"${answer.version}"`);
  if (answer.replayed) response.setHeader('Idempotency-Replayed', 'true');
  return answer.body;
}

function isAnswer(value: unknown): value is Answer<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'body' in value &&
    'status' in value &&
    typeof value.status === 'number'
  );
}
