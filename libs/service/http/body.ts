import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';

/** Largest JSON body in bytes (domain §4.8: 413 over 256 KiB). */
export const BODY_LIMIT = 256 * 1024;

/** Refuses any body that is not JSON, before it is read. @throws Problem 415 */
export function requireJson(request: Request, _: Response, next: NextFunction): void {
  const length = request.header('content-length');
  const hasBody = request.header('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
  if (hasBody && !request.is('application/json')) {
    throw new Problem({ status: 415, code: 'NOT_JSON', detail: 'Send application/json.' });
  }
  next();
}
