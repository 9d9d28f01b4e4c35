import { writeFileSync } from 'node:fs';
import { asCommand, findRunning } from '../demo/running/running.js';
import { DataFolder } from '../launch/folder.js';
import { endLeftovers, releaseLock, takeLock } from '../launch/instance.js';
import { Launch } from '../launch/launch.js';
import { freePort } from '../launch/ports.js';
import { Progress } from '../launch/progress.js';
import { readOptions } from './options.js';
import { measureReserve } from './reserve/measure.js';
import { reserveTable } from './reserve/table.js';
import { Rounds } from './rounds.js';
import { table } from './table.js';

const FOLDER = '.fenji-bench';

/** `npm run bench [-- reserve]`: a Fenji of its own with a demo county, measured and removed. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { scale, json } = options;
  process.env['FENJI_DATA'] = FOLDER;
  const folder = await emptyFolder();
  const progress = new Progress((line) => console.error(line));
  const launch = new Launch({ port: await freePort(), audience: 'fenji', demo: true, scale }, folder, progress);
  const leave = async () => {
    await launch.stop();
    releaseLock(folder);
    folder.remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave().then(() => process.exit(130)));
  try {
    await launch.start();
    const running = await findRunning();
    let figures: object;
    if (options.subject === 'reserve') {
      const found = await measureReserve(running, options.plan, progress);
      console.log(reserveTable(found));
      figures = found;
    } else {
      const found = await Rounds.measure(running, folder.logFile('postgres'), options.plan, progress);
      console.log(table(found));
      figures = found;
    }
    if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await leave();
  }
}

/** What a killed bench left is of no use to this one. */
async function emptyFolder(): Promise<DataFolder> {
  const old = DataFolder.find(FOLDER);
  if (old) {
    takeLock(old);
    await endLeftovers(old);
    old.remove();
  }
  const folder = DataFolder.open(FOLDER);
  takeLock(folder);
  return folder;
}

await asCommand(main);
