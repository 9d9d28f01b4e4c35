import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Headers of one connection, not of the message (RFC 9110 §7.6.1); the body's framing is made anew. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
];

/**
 * What says where a message ends and for whom it is belongs to no connection, whatever a `Connection` header claims: a body
 * sent on without its length would be read as the next request on a connection that others use as well.
 */
const OF_THE_MESSAGE = new Set(['content-length', 'transfer-encoding', 'host']);

/** Takes away what belongs to this connection, also what its `Connection` header names. */
export function dropHopByHop(headers: IncomingHttpHeaders): void {
  const named = headers.connection?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
  for (const name of HOP_BY_HOP) delete headers[name];
  for (const name of named) if (!OF_THE_MESSAGE.has(name)) delete headers[name];
}

/** Gives a request an id and a trace where its sender gave none, so that every service logs the same one. */
export function identify(headers: IncomingHttpHeaders): void {
  headers['x-request-id'] ??= randomUUID();
  headers.traceparent ??= newTraceparent();
}

/** W3C trace context. Node draws uuids from a buffer: far cheaper than asking for random bytes each time. */
function newTraceparent(): string {
  return `00-${hex()}-${hex().slice(0, 16)}-01`;
}

const hex = () => randomUUID().replaceAll('-', '');
