import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { fetchToken, type Running } from '../../demo/running/running.js';
import { HOSPITAL } from '../cases.js';
import { percentile } from '../figures.js';
import type { Events } from './events.js';

/** So many connect at a time, as browsers of a county do after a restart of the door. */
const AT_ONCE = 100;
const NOTICES = 50;
const EVERY_MS = 100;
const PATIENCE_MS = 60_000;

/** What many open streams cost, and whether each hears everything once. */
export interface AudienceFigures {
  connections: number;
  /** Resident memory of the notification process in MiB, before the first connection and at the highest. */
  memoryBefore: number;
  memoryMost: number;
  /** Notices heard on all connections together: as many as there should be, none twice. */
  heard: number;
  /** Milliseconds from the event to the stream, over all connections. */
  p50: number;
  p99: number;
}

/**
 * Opens so many live streams of one desk through the front door and tells it {@link NOTICES} notices.
 * @throws Error when a connection missed one or heard one twice
 */
export async function measureAudience(running: Running, events: Events, connections: number): Promise<AudienceFigures> {
  const token = await fetchToken(running, 'referral-desk');
  const memoryBefore = await memoryOf(running);
  const said = new Map<string, number>();
  const samples: number[] = [];
  let heard = 0;
  const hear = (referral: string) => {
    const at = said.get(referral);
    if (at === undefined) return;
    heard += 1;
    samples.push(performance.now() - at);
  };
  const open: Stream[] = [];
  try {
    while (open.length < connections) {
      const more = Math.min(AT_ONCE, connections - open.length);
      open.push(...(await Promise.all(Array.from({ length: more }, () => Stream.open(running.door, token, hear)))));
    }
    let memoryMost = await memoryOf(running);
    for (let at = 0; at < NOTICES; at += 1) {
      const begun = performance.now();
      said.set(await events.say(), begun);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    const until = performance.now() + PATIENCE_MS;
    while (heard < NOTICES * connections && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    memoryMost = Math.max(memoryMost, await memoryOf(running));
    const wrong = open.filter((stream) => stream.heard !== NOTICES || stream.doubled > 0).length;
    if (wrong > 0) throw new Error(`${wrong} of ${connections} streams of ${HOSPITAL} did not hear each notice once.`);
    const sorted = samples.sort((a, b) => a - b);
    const [p50, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.99)];
    return { connections, memoryBefore, memoryMost, heard, p50, p99 };
  } finally {
    for (const stream of open) stream.close();
  }
}

async function memoryOf({ pids }: Running): Promise<number> {
  const status = await readFile(`/proc/${pids['notification']}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** One live stream that is read and counted, and no more: the load shares the machine with what it measures. */
class Stream {
  heard = 0;
  doubled = 0;
  private readonly seen = new Set<string>();

  private constructor(readonly close: () => void) {}

  static open(door: string, token: string, hear: (referral: string) => void): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const sent = get(
        `${door}/v1/stream`,
        { agent: false, headers: { authorization: `Bearer ${token}` } },
        (reply) => {
          if (reply.statusCode !== 200) return reject(new Error(`the live stream answered ${reply.statusCode}`));
          const stream = new Stream(() => sent.destroy());
          let rest = '';
          reply.setEncoding('utf8');
          reply.on('error', () => undefined);
          reply.on('data', (text: string) => {
            const blocks = (rest + text).split('\n\n');
            rest = blocks.pop() ?? '';
            for (const block of blocks) stream.take(block, hear);
          });
          resolve(stream);
        },
      );
      sent.on('error', reject);
    });
  }

  private take(block: string, hear: (referral: string) => void): void {
    const referral = /"referralId":"([0-9a-f-]{36})"/.exec(block)?.[1];
    if (!referral) return;
    if (this.seen.has(referral)) this.doubled += 1;
    this.seen.add(referral);
    this.heard += 1;
    hear(referral);
  }
}
