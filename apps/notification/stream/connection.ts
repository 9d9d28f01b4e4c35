import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatPosition, type Position } from './position.js';

/** A client that has so much unread is closed: it comes back with its position and gets the rest. */
const LONGEST_BACKLOG_BYTES = 256 * 1024;

/** After a lost connection the client waits so long. */
const RETRY_MILLISECONDS = 1_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  Connection: 'keep-alive',
  'X-Accel-Buffering': 'no',
};

/** One open stream: writes blocks and remembers what the client has been sent. */
export class Connection {
  private position: Position = new Map();

  constructor(private readonly response: ServerResponse) {}

  /** Headers, and a first position: a client that loses the connection before any notice can still come back with it. */
  open(position: Position): void {
    this.position = position;
    this.response.writeHead(200, HEADERS);
    this.response.write(`retry: ${RETRY_MILLISECONDS}\nid: ${formatPosition(this.position)}\n\n`);
  }

  get isClosed(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  /** True when the client reads too slowly for what it is sent. */
  get isClogged(): boolean {
    return this.response.writableLength > LONGEST_BACKLOG_BYTES;
  }

  lastSeq(audience: string): number {
    return this.position.get(audience) ?? 0;
  }

  /** Sends one notice. False when the client should be waited for. */
  send(audience: string, seq: number, block: string): boolean {
    if (this.isClosed) return true;
    this.position.set(audience, seq);
    return this.response.write(`id: ${formatPosition(this.position)}\n${block}`);
  }

  /** There is nothing for this client up to here; the next notice says so. */
  skipTo(audience: string, seq: number): void {
    this.position.set(audience, seq);
  }

  /** A comment that keeps proxies from closing a quiet stream. */
  beat(): void {
    if (!this.isClosed) this.response.write(': heartbeat\n\n');
  }

  /** Resolves when the client has taken what was sent, or is gone. */
  async drained(): Promise<void> {
    if (this.isClosed || !this.response.writableNeedDrain) return;
    const given = new AbortController();
    const { signal } = given;
    try {
      await Promise.race([once(this.response, 'drain', { signal }), once(this.response, 'close', { signal })]);
    } finally {
      given.abort();
    }
  }

  /** Ends in good order; the client reconnects by itself. */
  end(): void {
    if (!this.isClosed) this.response.end();
  }

  /** Cuts off, whatever is still unsent. */
  cut(): void {
    this.response.destroy();
  }
}
