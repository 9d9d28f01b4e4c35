import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { asCommand } from '../demo/running/running.js';
import { withOwnFenji } from '../launch/own-fenji.js';
import { Progress } from '../launch/progress.js';
import { measureConsole } from './console/measure.js';
import { consoleTable } from './console/table.js';
import { measureNotify } from './notify/measure.js';
import { notifyTable } from './notify/table.js';
import { readOptions } from './options.js';
import { measureReserve } from './reserve/measure.js';
import { reserveTable } from './reserve/table.js';
import { Rounds } from './rounds.js';
import { table } from './table.js';

/** `npm run bench [-- reserve|notify|console]`: a Fenji of its own with a demo county, measured and removed. */
await asCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const progress = new Progress((line) => console.error(line));
  await withOwnFenji('.fenji-bench', options.scale, progress, async ({ running, folder }) => {
    let figures: object;
    if (options.subject === 'reserve') {
      const found = await measureReserve(running, options.plan, progress);
      console.log(reserveTable(found));
      figures = found;
    } else if (options.subject === 'notify') {
      const found = await measureNotify(running, options.plan, progress);
      console.log(notifyTable(found));
      figures = found;
    } else if (options.subject === 'console') {
      const found = await measureConsole(running, options.plan, progress);
      console.log(consoleTable(found));
      figures = found;
    } else {
      const found = await Rounds.measure(running, folder.logFile('postgres'), options.plan, progress);
      console.log(table(found));
      figures = found;
    }
    if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  });
});
