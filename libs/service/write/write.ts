import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import type { WithPrincipal } from '../auth/decorators.js';
import type { Principal } from '../auth/principal.js';
import { documentWriteHeaders } from '../openapi/write-headers.js';
import { Problem } from '../problem/problem.js';

/** What every write of the public API carries (domain §4.8 V09). */
export interface Write {
  principal: Principal;
  /** `Idempotency-Key`, a uuid of the client. */
  key: string;
  /** SHA-256 over method, path and body. */
  requestHash: string;
  method: string;
  path: string;
  /** Version the caller has read (`If-Match`). */
  ifMatch?: number;
  /** How long the caller would wait for a fuller answer (`Prefer: wait`); 0 = not at all. */
  waitMs: number;
}

/** What a handler answers; the interceptor turns it into status, `Location`, `ETag` and body. */
export interface Answer<T> {
  status: number;
  body: T;
  location?: string;
  /** Version of the resource, sent as `ETag`. */
  version?: number;
  /** The stored answer of an earlier request with this key. */
  replayed?: boolean;
}

const LONGEST_WAIT_SECONDS = 10;

/** Reads the write's headers of a request. @throws Problem 400 `KEY_REQUIRED`, `IF_MATCH_INVALID` */
export function readWrite(request: Request & WithPrincipal): Write {
  const { principal } = request;
  if (!principal) throw new Error('@WriteRequest() on a public handler');
  const key = request.header('idempotency-key');
  if (!key || !isUUID(key)) {
    throw new Problem({
      status: 400,
      code: 'KEY_REQUIRED',
      detail: 'Send a uuid as Idempotency-Key; the same one when you repeat.',
    });
  }
  const { method, path } = request;
  return {
    principal,
    key: key.toLowerCase(),
    requestHash: createHash('sha256')
      .update(`${method} ${path}\n${JSON.stringify(request.body ?? null)}`)
      .digest('base64url'),
    method,
    path,
    ifMatch: readIfMatch(request.header('if-match')),
    waitMs: readWait(request.header('prefer')),
  };
}

/** The write, as a parameter of a handler. */
export const WriteRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): Write =>
    readWrite(context.switchToHttp().getRequest<Request & WithPrincipal>()),
  [documentWriteHeaders],
);

/** The version that a transition must be asked with. @throws Problem 428 when the caller sent none */
export function requireIfMatch(write: Write): number {
  if (write.ifMatch === undefined) {
    throw new Problem({
      status: 428,
      code: 'IF_MATCH_REQUIRED',
      detail: 'Send If-Match with the version (ETag) you have read.',
    });
  }
  return write.ifMatch;
}

function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new Problem({
      status: 400,
      code: 'IF_MATCH_INVALID',
      detail: 'If-Match must be one ETag as the API gives it out, for example "3".',
    });
  }
  return Number(version);
}

function readWait(header: string | undefined): number {
  const seconds = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/i.exec(header ?? '')?.[1];
  return Math.min(Number(seconds ?? 0), LONGEST_WAIT_SECONDS) * 1000;
}
