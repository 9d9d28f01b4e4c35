import { randomUUID } from 'node:crypto';

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
  /** From the ETag: what the next command names in If-Match. */
  readonly version?: number;
  readonly location?: string;
}

/** A refusal as the API words it (RFC 9457). */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { field: string; message: string }[];
  readonly [more: string]: unknown;
}

export interface Command {
  readonly body?: object;
  readonly ifMatch?: number;
  /** Seconds to wait for the answer that comes by message (RFC 7240 `Prefer: wait`). */
  readonly wait?: number;
  /** The same key when the same command is sent again; a new one unless given. */
  readonly key?: string;
}

/** The API said something else than the story needs. */
export class Unexpected extends Error {
  readonly status: number;

  constructor(what: string, { status, body }: Reply<unknown>) {
    const { code, detail, errors = [] } = (body ?? {}) as Partial<Problem>;
    const fields = errors.map(({ field, message }) => `\n    ${field}: ${message}`).join('');
    super(`${what}: ${status} ${code ?? ''} ${detail ?? JSON.stringify(body)}${fields}`);
    this.status = status;
  }
}

/** Fenji's public API as one user sees it. */
export class Api {
  constructor(
    private readonly door: string,
    private readonly token: string,
  ) {}

  /** @throws Unexpected unless the answer is 200 */
  async read<T>(path: string): Promise<Reply<T>> {
    const reply = await this.send<T>('GET', path, {});
    if (reply.status !== 200) throw new Unexpected(`GET ${path}`, reply);
    return reply;
  }

  /** Posts a command under a key of its own. @throws Unexpected unless the answer is a success */
  async post<T>(path: string, command: Command): Promise<Reply<T>> {
    const reply = await this.attempt<T>(path, command);
    if (reply.status >= 300) throw new Unexpected(`POST ${path}`, reply);
    return reply as Reply<T>;
  }

  /** Posts a command that may be refused. */
  attempt<T>(path: string, { body = {}, ifMatch, wait, key = randomUUID() }: Command): Promise<Reply<T | Problem>> {
    return this.send<T | Problem>('POST', path, {
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(wait !== undefined && { prefer: `wait=${wait}` }),
      },
    });
  }

  /** The live stream's bytes, until `signal` ends it. */
  async stream(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const reply = await fetch(`${this.door}/v1/stream`, { headers: this.authorization(), signal });
    if (!reply.ok || !reply.body) throw new Unexpected('GET /v1/stream', { status: reply.status, body: undefined });
    return reply.body;
  }

  private async send<T>(method: string, path: string, init: { body?: string; headers?: object }): Promise<Reply<T>> {
    const headers = { ...this.authorization(), ...init.headers };
    const reply = await fetch(this.door + path, { method, headers, ...(init.body && { body: init.body }) });
    const etag = /^(?:W\/)?"(\d+)"$/.exec(reply.headers.get('etag') ?? '')?.[1];
    const location = reply.headers.get('location');
    const body = (await reply.json().catch(() => undefined)) as T;
    return { status: reply.status, body, ...(etag && { version: Number(etag) }), ...(location && { location }) };
  }

  private authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
}
