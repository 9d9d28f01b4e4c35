import createClient from 'openapi-fetch';
import type { components, paths } from '#openapi';
import { Problem } from '../problem/problem';
import { sayEnded } from '../session/ended';

/** What the API calls a schema: `Schema<'ReferralItem'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The public API behind the same door; the session cookie says who asks. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

interface Reply<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** An answer with the version that a later write names in `If-Match`. */
export interface Versioned<T> {
  readonly body: T;
  readonly version: number;
}

/**
 * The body of an answer.
 * @throws Problem when the API refuses, or does not answer at all (`UNREACHABLE`)
 */
export async function read<T>(asked: Promise<Reply<T>>): Promise<T> {
  return (await answered(asked)).data as T;
}

/** The body together with its `ETag`. @throws Problem */
export async function readVersioned<T>(asked: Promise<Reply<T>>): Promise<Versioned<T>> {
  const { data, response } = await answered(asked);
  return { body: data as T, version: versionOf(response) };
}

async function answered<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
  let reply: Reply<T>;
  try {
    reply = await asked;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw Problem.unreachable(cause);
  }
  if (reply.response.status === 401) sayEnded();
  if (!reply.response.ok) throw Problem.of(reply.error, reply.response.status);
  return reply;
}

function versionOf(response: Response): number {
  return Number(/"(\d+)"/.exec(response.headers.get('etag') ?? '')?.[1] ?? 0);
}

/**
 * The headers of a write. The key makes a repetition harmless: keep it for one act of the user, however often it is sent,
 * and take a new one for the next.
 */
export function writeHeaders(key: string, version?: number): { 'Idempotency-Key': string; 'If-Match'?: string } {
  return version === undefined ? { 'Idempotency-Key': key } : { 'Idempotency-Key': key, 'If-Match': `"${version}"` };
}

/** A key for one act of the user. `crypto.randomUUID` is not there on plain HTTP, as in a hospital's own network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
