import { DataFolder } from './folder.js';
import { endLeftovers, holderOf } from './instance.js';
import { endProcess } from './processes.js';
import { hasDocker, RabbitContainer } from './rabbitmq-docker.js';

/** Longer than the longest orderly stop of a launcher. */
const STOP_MS = 60_000;

/** `npm run reset`: stops the Fenji of the data folder, if one runs, and removes the folder. */
async function reset(): Promise<void> {
  const folder = DataFolder.find();
  if (!folder) {
    console.log('There is nothing to clear: no data folder of Fenji here.');
    return;
  }
  const holder = holderOf(folder);
  if (holder) {
    console.log(`• Stopping the running Fenji (process ${holder.pid}) …`);
    await endProcess(holder, 'SIGTERM', STOP_MS);
  }
  await endLeftovers(folder);
  if (hasDocker()) new RabbitContainer(folder, 0).clear();
  folder.remove();
  console.log(`Cleared ${folder.path}`);
}

await reset();
