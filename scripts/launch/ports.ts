import { createServer } from 'node:net';

/**
 * Below the range that Linux and macOS give to outgoing connections: a client that dials a dead server again and again
 * could otherwise be given the server's own port, and the server could not come back to it.
 */
const LOWEST = 15_000;
const HIGHEST = 31_999;
/** The first strip is for whoever is no test worker. */
const STRIPS = 9;
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

/** Test workers choose at the same time: each has a strip of its own, so that none takes what another is about to. */
function somePort(): number {
  const { JEST_WORKER_ID: worker } = process.env;
  const strip = Math.floor((HIGHEST - LOWEST + 1) / STRIPS);
  const lowest = LOWEST + (worker ? Number(worker) % STRIPS : 0) * strip;
  return lowest + Math.floor(Math.random() * strip);
}
