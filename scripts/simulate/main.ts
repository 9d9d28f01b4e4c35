import { DAY_MS, localDate, plusDays, wallClock } from '#service/calendar/local-time.js';
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { buildCounties } from '../demo/county/county.js';
import { businessNow } from '../demo/running/business-time.store.js';
import { asCommand, type Running } from '../demo/running/running.js';
import { withOwnFenji } from '../launch/own-fenji.js';
import { Progress } from '../launch/progress.js';
import { Acts } from './acts.js';
import { planCases } from './cases.js';
import { type Figures, figuresOf } from './figures.js';
import { Observer } from './observation.store.js';
import { type Options, readOptions } from './options.js';
import { Patients } from './patients.js';
import { People } from './people.js';
import { Rosters } from './roster.js';
import { table } from './table.js';
import { Week } from './week.js';

const AHEAD_DAYS = 14;
/** The first rung of a deadline that is not a decision comes a day after it (domain §6), and a step takes up to six hours. */
const GRACE_MS = 31 * 3_600_000;

/**
 * `npm run simulate`: a week of County A with a moved clock, in a Fenji of its own. Everybody acts over the public API.
 * Ends with 1 when a referral stays open or a deadline is missed without anybody being told.
 */
await asCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const progress = new Progress((line) => console.error(line));
  await withOwnFenji('.fenji-simulate', options.scale, progress, async ({ running }) => {
    const began = Date.now();
    const figures = await simulate(running, options, (line) => progress.say(line));
    console.log(`County A, ${options.perDay} referrals a working day, ${options.days} days, seed ${options.seed}`);
    console.log(table(figures));
    console.log(`Simulated in               ${Math.round((Date.now() - began) / 1000)} s`);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    if (figures.open > 0 || figures.duties.silent > 0 || figures.referrals === 0) process.exitCode = 1;
  });
});

async function simulate(running: Running, options: Options, say: (line: string) => void): Promise<Figures> {
  const [county] = buildCounties(options.scale);
  if (!county) throw new Error('There is no demo county.');
  const now = await businessNow(running.databaseUrl);
  const monday = nextMonday(now);
  const people = await People.of(running);
  const doctors = people.accounts.filter((one) => one.county === county.code && one.roles[0] === 'family-doctor');
  const observer = Observer.of(running.databaseUrl, county.code);
  const world = {
    running,
    observer,
    acts: new Acts(people),
    patients: new Patients(people, localDate(monday)),
    rosters: new Rosters(people, county, plusDays(localDate(now), AHEAD_DAYS)),
    say,
  };
  try {
    const cases = planCases(county, doctors, monday, options);
    say(`• ${cases.length} patients will be referred up from ${localDate(monday)} on`);
    const diary = await new Week(world, cases).play();
    return figuresOf(diary, await observer.alerts(), GRACE_MS);
  } finally {
    await observer.end();
  }
}

/** Midnight in Beijing before the next Monday. */
function nextMonday(now: Date): Date {
  const midnight = new Date(`${localDate(now)}T00:00:00+08:00`);
  const weekday = wallClock(midnight).getUTCDay();
  return new Date(midnight.getTime() + ((8 - weekday) % 7 || 7) * DAY_MS);
}
