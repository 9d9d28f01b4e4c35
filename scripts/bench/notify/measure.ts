import { fetchToken, type Running } from '../../demo/running/running.js';
import type { Progress } from '../../launch/progress.js';
import { type Latency, median, medianLatency } from '../figures.js';
import { atRate, type Run, saturate } from '../load.js';
import { Offers } from '../offers.js';
import { type AudienceFigures, measureAudience } from './audience.js';
import { Events } from './events.js';
import { insertBare } from './insert.store.js';

const RATE = 100;
/** Events on their way at once: enough that notification always has a full batch before it. */
const UNDER_WAY = 400;
/** Connections of the bare client, as in the ceiling of the flow. */
const BARE_CONNECTIONS = 8;
const WARM_UP = 500;

/** How much is measured. */
export interface NotifyPlan {
  readonly rounds: number;
  readonly seconds: number;
  /** Events of one round at saturation, and notices of the bare client. */
  readonly events: number;
  readonly connections: number;
}

/** What `--json` writes: milliseconds, notices per second; the ratio is the median of the rounds' ratios. */
export interface NotifyFigures {
  rounds: number;
  at100: Latency;
  saturation: { rps: number };
  bare: { rps: number };
  ratio: number;
  audience: AudienceFigures;
}

/** From the event at the broker to the live stream of a desk behind the front door. @throws Error when a notice is lost */
export async function measureNotify(running: Running, plan: NotifyPlan, progress: Progress): Promise<NotifyFigures> {
  const events = await Events.open(running.rabbitmqUrl);
  try {
    const rounds: Round[] = [];
    await progress.step('Warming up', () => heardBy(running, (ear) => saturate(events.say, ear, UNDER_WAY, WARM_UP)));
    for (let at = 1; at <= plan.rounds; at += 1)
      rounds.push(await progress.step(`Round ${at} of ${plan.rounds}`, () => round(running, events, plan)));
    const audience = await progress.step(`${plan.connections} live streams`, () =>
      measureAudience(running, events, plan.connections),
    );
    return {
      rounds: rounds.length,
      at100: medianLatency(rounds.map(({ at100 }) => at100)),
      saturation: { rps: median(rounds.map(({ rps }) => rps)) },
      bare: { rps: median(rounds.map(({ bare }) => bare)) },
      ratio: median(rounds.map(({ rps, bare }) => rps / bare)),
      audience,
    };
  } finally {
    await events.close();
  }
}

interface Round {
  at100: Run;
  rps: number;
  bare: number;
}

async function round(running: Running, events: Events, { seconds, events: count }: NotifyPlan): Promise<Round> {
  const at100 = await heardBy(running, (ear) => atRate(events.say, ear, RATE, seconds));
  const { rps } = await heardBy(running, (ear) => saturate(events.say, ear, UNDER_WAY, count));
  return { at100, rps, bare: await insertBare(running.databaseUrl, BARE_CONNECTIONS, count) };
}

async function heardBy(running: Running, work: (ear: Offers) => Promise<Run>): Promise<Run> {
  const ear = await Offers.listen(running.door, await fetchToken(running, 'referral-desk'), 'referral.departed');
  try {
    const run = await work(ear);
    if (run.lost > 0) throw new Error(`${run.lost} notices did not reach the live stream in time.`);
    return run;
  } finally {
    ear.close();
  }
}
