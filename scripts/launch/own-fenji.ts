import type { Scale } from '../demo/county/plan.js';
import { findRunning, type Running } from '../demo/running/running.js';
import { DataFolder } from './folder.js';
import { endLeftovers, releaseLock, takeLock } from './instance.js';
import { Launch } from './launch.js';
import { freePort } from './ports.js';
import type { Progress } from './progress.js';
import { SECOND_FACTOR_ROLES } from './settings.js';

/** A Fenji that a command starts for itself, and removes with all its data. */
export interface OwnFenji {
  readonly running: Running;
  readonly folder: DataFolder;
}

/** Starts a Fenji with the demo counties in a folder of its own, does the work, and removes it, also after Ctrl-C. */
export async function withOwnFenji(
  name: string,
  scale: Scale,
  progress: Progress,
  work: (own: OwnFenji) => Promise<void>,
): Promise<void> {
  process.env['FENJI_DATA'] = name;
  const folder = await emptyFolder(name);
  const settings = {
    port: await freePort(),
    audience: 'fenji',
    demo: true,
    scale,
    secondFactorRoles: SECOND_FACTOR_ROLES,
  };
  const launch = new Launch(settings, folder, progress);
  const leave = async () => {
    await launch.stop();
    releaseLock(folder);
    folder.remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave().then(() => process.exit(130)));
  try {
    await launch.start();
    await work({ running: await findRunning(), folder });
  } finally {
    await leave();
  }
}

/** What a killed command left is of no use to this one. */
async function emptyFolder(name: string): Promise<DataFolder> {
  const old = DataFolder.find(name);
  if (old) {
    takeLock(old);
    await endLeftovers(old);
    old.remove();
  }
  const folder = DataFolder.open(name);
  takeLock(folder);
  return folder;
}
