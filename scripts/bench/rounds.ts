import { fetchToken, type Running } from '../demo/running/running.js';
import type { Progress } from '../launch/progress.js';
import { recordVisits } from './cases.js';
import { Ceiling } from './ceiling.js';
import { copyDatabase, logOf } from './ceiling.store.js';
import { Crowd } from './crowd.js';
import { type Example, exampleOf } from './example.js';
import { median, medianLatency } from './figures.js';
import { atRate, type Run, saturate } from './load.js';
import { Offers } from './offers.js';
import type { Plan } from './options.js';
import { readTransactions } from './recording.js';
import { publishSupply } from './supply.js';
import type { Figures } from './table.js';

const RATES = { at20: 20, at100: 100 } as const;
/** Users at saturation: enough to keep two cores busy, few enough to measure work and not a queue. */
const CLIENTS = 48;
const READY_MS = 30_000;

interface Round {
  at20: Run;
  at100: Run;
  saturation: Run;
  /** Referrals per second of the bare statements. */
  ceiling: number;
}

/** Flow and ceiling in turn, as machines drift: the ratio of a round compares what was measured side by side. */
export class Rounds {
  private constructor(
    private readonly running: Running,
    private readonly plan: Plan,
    private readonly crowd: Crowd,
  ) {}

  /**
   * @param logFile log of the PostgreSQL server, out of which the statements of a referral are read
   * @throws Error when a referral was not offered: a bench that loses referrals measures nothing
   */
  static async measure(running: Running, logFile: string, plan: Plan, progress: Progress): Promise<Figures> {
    const perRound = (RATES.at20 + RATES.at100) * plan.seconds + plan.referrals;
    const referrals = plan.warmUp + 1 + plan.rounds * perRound;
    const window = await progress.step('Publishing supply', () => publishSupply(running, referrals));
    const cases = await progress.step(`Recording ${referrals} first visits`, () =>
      recordVisits(running, referrals, window.earliest),
    );
    const rounds = new Rounds(running, plan, new Crowd(running, cases, window));
    const twin = await progress.step('Copying the database for the ceiling', () => rounds.copy());
    await progress.step('Warming up', () => rounds.warmUp());
    const example = await rounds.record(logFile);
    const ceiling = await Ceiling.open(twin, example, cases);
    try {
      await ceiling.measure(plan.warmUp);
      const done: Round[] = [];
      for (let at = 1; at <= plan.rounds; at += 1)
        done.push(await progress.step(`Round ${at} of ${plan.rounds}`, () => rounds.round(ceiling)));
      return figuresOf(done);
    } finally {
      await ceiling.close();
    }
  }

  private async copy(): Promise<string> {
    const twin = await copyDatabase(this.running.databaseUrl);
    const until = Date.now() + READY_MS;
    while (!(await fetch(`${this.running.door}/health/ready`)).ok)
      if (Date.now() > until) throw new Error('The services did not come back after the copy of their database.');
    return twin;
  }

  private warmUp(): Promise<void> {
    return this.listening(async (offers) => {
      mustBeWhole(await saturate(this.crowd.submit, offers, CLIENTS, this.plan.warmUp));
    });
  }

  /** One referral on its own, with all its statements. */
  private async record(logFile: string): Promise<Example> {
    const since = Date.now();
    let referral = '';
    const log = await logOf(this.running.databaseUrl, logFile, () =>
      this.listening(async (offers) => {
        const submit = async () => (referral = await this.crowd.submit());
        mustBeWhole(await saturate(submit, offers, 1, 1));
      }),
    );
    return exampleOf(readTransactions(log), referral, since);
  }

  private round(ceiling: Ceiling): Promise<Round> {
    const { seconds, referrals } = this.plan;
    return this.listening(async (offers) => {
      const at20 = mustBeWhole(await atRate(this.crowd.submit, offers, RATES.at20, seconds));
      const at100 = mustBeWhole(await atRate(this.crowd.submit, offers, RATES.at100, seconds));
      const saturation = mustBeWhole(await saturate(this.crowd.submit, offers, CLIENTS, referrals));
      return { at20, at100, saturation, ceiling: await ceiling.measure(referrals) };
    });
  }

  private async listening<T>(work: (offers: Offers) => Promise<T>): Promise<T> {
    await this.crowd.logIn();
    const offers = await Offers.listen(this.running.door, await fetchToken(this.running, 'referral-desk'));
    try {
      return await work(offers);
    } finally {
      offers.close();
    }
  }
}

function mustBeWhole(run: Run): Run {
  if (run.lost > 0) throw new Error(`${run.lost} referrals were not offered in time.`);
  return run;
}

function figuresOf(rounds: readonly Round[]): Figures {
  return {
    rounds: rounds.length,
    at20: medianLatency(rounds.map((round) => round.at20)),
    at100: medianLatency(rounds.map((round) => round.at100)),
    saturation: {
      rps: median(rounds.map((round) => round.saturation.rps)),
      ...medianLatency(rounds.map((round) => round.saturation)),
    },
    ceiling: { rps: median(rounds.map((round) => round.ceiling)) },
    ratio: median(rounds.map((round) => round.saturation.rps / round.ceiling)),
  };
}
