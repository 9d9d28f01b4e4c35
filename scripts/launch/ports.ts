import { createServer } from 'node:net';

/**
 * Below the range that Linux and macOS give to outgoing connections: a client that dials a dead server again and again
 * could otherwise be given the server's own port, and the server could not come back to it.
 */
const LOWEST = 15_000;
const HIGHEST = 31_999;
const given = new Set<number>();

/** A local port that nobody listens on and that this process has not given out before; `wish` when that one is free. */
export async function freePort(wish?: number): Promise<number> {
  for (let port = wish ?? somePort(); ; port = somePort()) {
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

/** Whether a server may listen on the port, on every address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function somePort(): number {
  return LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1));
}
