import { isUUID } from 'class-validator';
import type { NextFunction, Request, Response } from 'express';
import { Histogram } from 'prom-client';
import { logger } from '../logging/logger.js';

const durations = new Histogram({
  name: 'fenji_http_request_seconds',
  help: 'Time from request to the end of the response, by route template',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** Measures every request by its template and logs it with the uuid that it was about; queries stay out of both. */
export function httpMetrics(request: Request, response: Response, next: NextFunction): void {
  const start = process.hrtime.bigint();
  response.once('close', () => {
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const route = templateOf(request);
    const { statusCode: status } = response;
    durations.observe({ method: request.method, route, status }, seconds);
    const line = { method: request.method, route, subject: subjectOf(request, response), status, seconds };
    // "Not ready" is a probe's proper answer, given many times while a service starts.
    if (status >= 500 && !route.startsWith('/health/')) logger.warn(line, 'request');
    else logger.debug(line, 'request');
  });
  next();
}

function templateOf(request: Request): string {
  const route: unknown = request.route;
  const known = typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string';
  return known ? String((route as { path: string }).path) : 'unknown';
}

/** The referral, session or other thing that the address names or the answer has created: a uuid, never a number of a person. */
function subjectOf(request: Request, response: Response): string | undefined {
  const named =
    request.params?.['id'] ??
    String(response.getHeader('location') ?? '')
      .split('/')
      .at(-1);
  return isUUID(named) ? String(named) : undefined;
}
