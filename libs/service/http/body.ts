import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NextFunction, type Request, type RequestHandler, type Response, text } from 'express';
import { Problem } from '../problem/problem.js';

/** Largest JSON body in bytes (domain §4.8: 413 over 256 KiB). */
export const BODY_LIMIT = 256 * 1024;

/** Largest CSV file in bytes: 2 000 rows of 256 bytes, twice what a row of a roster has. */
export const CSV_LIMIT = 512 * 1024;

/** Reads a file sent as text/csv (UTF-8) and hands it on as `{ csv }`, as it would come in JSON. */
export const readCsv: RequestHandler[] = [
  text({ type: 'text/csv', limit: CSV_LIMIT, defaultCharset: 'utf-8' }),
  (request, _, next) => {
    if (typeof request.body === 'string') request.body = { csv: request.body };
    next();
  },
];

/** The parser would take UTF-16 and UTF-32, too; JSON is UTF-8 (RFC 8259 §8.1), and its bytes are looked at as such below. */
const OTHER_CHARSET = /;\s*charset\s*=\s*"?(?!utf-8\b)/i;

/** Refuses any body that is not JSON in UTF-8, before it is read; one that was read already has passed. @throws Problem 415 */
export function requireJson(request: Request, _: Response, next: NextFunction): void {
  const length = request.header('content-length');
  const hasBody = request.header('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
  const isJson = request.is('application/json') && !OTHER_CHARSET.test(request.header('content-type') ?? '');
  if (hasBody && request.body === undefined && !isJson) {
    throw new Problem({ status: 415, code: 'NOT_JSON', detail: 'Send application/json in UTF-8.' });
  }
  next();
}

/** An escaped NUL or half of a surrogate pair; an even number of backslashes before it, or before the other half, is text. */
const UNSTORABLE =
  /(?<!\\)(?:\\\\)*\\u(?:0000|d[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!(?<!\\)(?:\\\\)*\\ud[89ab][0-9a-f]{2}\\u)d[c-f][0-9a-f]{2})/i;

/** Refuses a text that PostgreSQL cannot store, before it is parsed. @throws Problem 400 */
function refuseUnstorable(_request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  if (!body.includes('\\u')) return;
  if (UNSTORABLE.test(body.toString('utf8'))) {
    throw new Problem({ status: 400, code: 'MALFORMED', detail: 'A text holds a NUL or half of a surrogate pair.' });
  }
}

/** Options of the JSON parser. */
export const JSON_OPTIONS = { limit: BODY_LIMIT, verify: refuseUnstorable };
