import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { inContext } from './context.js';

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/** Gives every request an id and a traceparent (taken over where the caller sent good ones) and a context to log by. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.header('x-request-id');
  const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
  const trace = request.header('traceparent');
  const traceparent = trace && TRACEPARENT.test(trace) ? trace : newTraceparent();
  response.setHeader('X-Request-Id', requestId);
  inContext({ requestId, traceparent }, next);
}

function newTraceparent(): string {
  const ids = randomBytes(24).toString('hex');
  return `00-${ids.slice(0, 32)}-${ids.slice(32)}-01`;
}
