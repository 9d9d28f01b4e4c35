import type { Latency } from './figures.js';
import { latency } from './figures.js';
import type { Offers } from './offers.js';

/** Submits one referral and gives its id; throws when it was not accepted. */
export type Submit = () => Promise<string>;

export interface Run extends Latency {
  /** Referrals per second, from the first POST to the last offer seen. */
  rps: number;
  lost: number;
}

/** How long after the last POST an offer may still arrive before it counts as lost. */
const PATIENCE_MS = 20_000;

/** Open loop: a POST every 1/rate second whether or not earlier ones were answered, so that slowness can't hide. */
export async function atRate(submit: Submit, offers: Offers, rate: number, seconds: number): Promise<Run> {
  const begun: Promise<Posted>[] = [];
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      const due = Math.min(rate * seconds, Math.floor(((performance.now() - start) * rate) / 1000));
      while (begun.length < due) begun.push(post(submit));
      if (begun.length >= rate * seconds) {
        clearInterval(tick);
        resolve();
      }
    }, 1);
  });
  return settle(await Promise.all(begun), offers, start);
}

/** Closed loop: `clients` users who each send the next referral when the last one was answered. */
export async function saturate(submit: Submit, offers: Offers, clients: number, count: number): Promise<Run> {
  const posted: Posted[] = [];
  let left = count;
  const start = performance.now();
  const client = async () => {
    while (left-- > 0) posted.push(await post(submit));
  };
  await Promise.all(Array.from({ length: clients }, client));
  return settle(posted, offers, start);
}

interface Posted {
  id: string;
  at: number;
}

async function post(submit: Submit): Promise<Posted> {
  const at = performance.now();
  return { id: await submit(), at };
}

async function settle(posted: readonly Posted[], offers: Offers, start: number): Promise<Run> {
  const missing = posted.filter(({ id }) => !offers.seenAt.has(id)).length;
  if (missing > 0) await offers.reached(offers.seenAt.size + missing, PATIENCE_MS);
  const samples: number[] = [];
  let last = start;
  for (const { id, at } of posted) {
    const seen = offers.seenAt.get(id);
    if (seen === undefined) continue;
    samples.push(seen - at);
    last = Math.max(last, seen);
  }
  return { ...latency(samples), rps: (samples.length * 1000) / (last - start), lost: posted.length - samples.length };
}
