import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asCommand, fetchToken, findRunning } from '../demo/running/running.js';
import { DataFolder } from '../launch/folder.js';
import { Launch } from '../launch/launch.js';
import { freePort } from '../launch/ports.js';
import { Progress } from '../launch/progress.js';
import { Ceiling } from './ceiling.js';
import { Crowd } from './crowd.js';
import { median, medianLatency } from './figures.js';
import { atRate, type Run, saturate } from './load.js';
import { Offers } from './offers.js';
import { publishSupply } from './supply.js';
import { type Figures, table } from './table.js';

const RATES = { at20: 20, at100: 100 } as const;
const SECONDS = 10;
const CLIENTS = 48;
const SATURATION = 4_000;
const WARM_UP = 800;

/** `npm run bench [-- --rounds 3] [--json FILE]`: a Fenji of its own with the full demo county, measured and removed. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, json: { type: 'string' } } });
  const rounds = Number(values.rounds);
  const path = '.fenji-bench';
  process.env['FENJI_DATA'] = path;
  const progress = new Progress((line) => console.error(line));
  const settings = { port: await freePort(), audience: 'fenji', demo: true, scale: 'full' };
  const launch = new Launch(settings, DataFolder.open(path), progress);
  try {
    await launch.start();
    const figures = await measure(rounds, progress);
    console.log(table(figures));
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await launch.stop();
    rmSync(path, { recursive: true, force: true });
  }
}

async function measure(rounds: number, progress: Progress): Promise<Figures> {
  const running = await findRunning();
  const perRound = (RATES.at20 + RATES.at100) * SECONDS + SATURATION;
  const referrals = WARM_UP + rounds * perRound;
  const window = await progress.step('Publishing supply', () => publishSupply(running, referrals));
  const crowd = await progress.step(`Recording ${referrals} first visits`, () =>
    Crowd.gather(running, referrals, window),
  );
  const ceiling = await Ceiling.prepare(running.databaseUrl);
  const runs: { at20: Run; at100: Run; saturation: Run; ceiling: number }[] = [];
  const round = async (count: number) => {
    await crowd.logIn();
    const offers = await Offers.listen(running.door, await fetchToken(running, 'referral-desk'));
    const at20 = await atRate(crowd.submit, offers, RATES.at20, count ? SECONDS : 0);
    const at100 = await atRate(crowd.submit, offers, RATES.at100, count ? SECONDS : 0);
    const saturation = await saturate(crowd.submit, offers, CLIENTS, count || WARM_UP);
    offers.close();
    return { at20, at100, saturation, ceiling: await ceiling.measure() };
  };
  await progress.step('Warming up', () => round(0));
  for (let at = 1; at <= rounds; at += 1) {
    runs.push(await progress.step(`Round ${at} of ${rounds}`, () => round(SATURATION)));
  }
  await ceiling.close();
  const lost = runs.flatMap(({ at20, at100, saturation }) => [at20.lost, at100.lost, saturation.lost]);
  if (lost.some((count) => count > 0)) throw new Error(`referrals were not offered in time: ${lost.join(', ')}`);
  return {
    rounds,
    at20: medianLatency(runs.map((run) => run.at20)),
    at100: medianLatency(runs.map((run) => run.at100)),
    saturation: {
      rps: median(runs.map((run) => run.saturation.rps)),
      ...medianLatency(runs.map((run) => run.saturation)),
    },
    ceiling: { rps: median(runs.map((run) => run.ceiling)) },
    ratio: median(runs.map((run) => run.saturation.rps / run.ceiling)),
  };
}

await asCommand(main);
