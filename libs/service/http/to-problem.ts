import { HttpException } from '@nestjs/common';
import { QueueFull } from '#messaging/batcher.js';
import { sqlState } from '../database/retry.js';
import { Problem } from '../problem/problem.js';

/** Statuses that frameworks raise; their own texts are not passed on, as they may quote the request. */
const BY_STATUS: Record<number, [code: string, detail: string]> = {
  400: ['MALFORMED', 'The request cannot be read: check its JSON and its address.'],
  401: ['NOT_AUTHENTICATED', 'Send a valid access token.'],
  403: ['FORBIDDEN', 'This role may not do this.'],
  404: ['NOT_FOUND', 'There is no such thing here.'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not know the method.'],
  408: ['REQUEST_TIMEOUT', 'The request came too slowly.'],
  412: ['PRECONDITION_FAILED', 'What is here does not fit the conditions of the request.'],
  413: ['BODY_TOO_LARGE', 'The body is larger than 256 KiB.'],
  415: ['NOT_JSON', 'Send application/json in UTF-8.'],
  416: ['RANGE_NOT_SATISFIABLE', 'There is no such part of it.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests: wait and try again.'],
  503: ['UNAVAILABLE', 'Not now: try again in a moment.'],
};

/** Lock or statement time-out, too many connections, database starting or gone: the same request may succeed later. */
const BUSY_STATES = /^(55P03|57014|53\d{3}|57P0\d|08\d{3}|40001|40P01|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;

/** A text with a NUL: it can only come from an address, as bodies are checked before. */
const UNSTORABLE_STATES = /^(22021|22P05)$/;

/** What a client is told of an error; undefined when it is a fault of ours, of which it is told nothing. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof QueueFull || isBusy(error)) return byStatus(503, { 'Retry-After': '1' });
  if (UNSTORABLE_STATES.test(sqlState(error) ?? '')) return byStatus(400);
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return status === undefined || status === 500 ? undefined : byStatus(status);
}

function byStatus(status: number, headers?: Record<string, string>): Problem | undefined {
  const known = BY_STATUS[status];
  return known && new Problem({ status, code: known[0], detail: known[1], headers });
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    BUSY_STATES.test(sqlState(error) ?? '') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}

/** Body parser and router mark the errors that are the client's with a 4xx status. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
