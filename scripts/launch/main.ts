import { relative } from 'node:path';
import { DataFolder, readJson } from './folder.js';
import { releaseLock, takeLock } from './instance.js';
import { Launch } from './launch.js';
import { Progress } from './progress.js';
import { accountsFile, addressOf, type House } from './services.js';
import { readSettings } from './settings.js';

interface Account {
  readonly account: string;
  readonly zh: string;
  readonly en: string;
}

/** `npm start`: everything on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const progress = new Progress();
  const settings = readSettings(process.env);
  const folder = DataFolder.open();
  takeLock(folder);
  const launch = new Launch(settings, folder, progress);
  const stopped = stopOnSignal(launch, folder, progress);
  // A closed terminal must not end the launcher in the middle of its stop.
  process.stdout.on('error', () => undefined);
  try {
    const house = await launch.start();
    greet(house, folder, progress);
  } catch (error) {
    if (stopped.asked) return;
    progress.say((error as Error).message);
    await launch.stop();
    releaseLock(folder);
    process.exit(1);
  }
}

/** npm passes a Ctrl-C on that the terminal has sent to all: signals this close together are one. */
const SAME_SIGNAL_MS = 1_000;

/** The first Ctrl-C stops in order, a second one at once. */
function stopOnSignal(launch: Launch, folder: DataFolder, progress: Progress): { readonly asked: boolean } {
  const state = { asked: false };
  let askedAt = 0;
  const stop = async () => {
    const again = state.asked;
    if (again && Date.now() - askedAt < SAME_SIGNAL_MS) return;
    state.asked = true;
    askedAt = Date.now();
    if (!again) progress.say('• Stopping; Ctrl-C once more stops at once …');
    await (again ? launch.abandon() : launch.stop());
    releaseLock(folder);
    progress.say('Fenji has stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  return state;
}

function greet(house: House, folder: DataFolder, progress: Progress): void {
  const door = addressOf(house.http.door);
  progress.say('');
  progress.say(`API documents   ${door}/docs`);
  progress.say(`Data and logs   ${relative(process.cwd(), folder.path) || folder.path}`);
  if (house.demo) {
    progress.say('Demo accounts   a token of one: npm run token -- <account>; the whole case: npm run demo');
    const accounts = readJson<Account[]>(accountsFile(folder)) ?? [];
    for (const { account, zh, en } of accounts.slice(0, 20)) progress.say(`  ${account.padEnd(26)} ${zh} · ${en}`);
  }
  progress.say(`Fenji is ready: ${door}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
