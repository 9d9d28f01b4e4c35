import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from '../../scripts/launch/folder.js';
import { Progress } from '../../scripts/launch/progress.js';
import { Supervisor } from '../../scripts/launch/supervisor.js';
import { startServers } from './own-servers.js';
import { endStrays } from './strays.js';

/**
 * Virtual hosts made beforehand: `jest-<worker>` for specs of messaging, `system-<n>` for whole systems, one each. Where they
 * run out, services log "vhost system-<n> not found" and never become ready.
 */
const VHOSTS = [
  ...Array.from({ length: 8 }, (_, index) => `jest-${index + 1}`),
  ...Array.from({ length: 100 }, (_, index) => `system-${index + 1}`),
];

/** The servers of one test run as a process: prints where they are as one line of JSON, ends with its standard input. */
async function main(): Promise<void> {
  const path = mkdtempSync(join(tmpdir(), 'fenji-test-'));
  chmodSync(path, 0o755);
  const folder = DataFolder.open(path);
  const supervisor = new Supervisor((line) => console.error(line));
  const finish = async () => {
    await endStrays(path);
    await supervisor.stop();
    folder.remove();
  };
  process.stdin.resume().once('end', () => void finish().then(() => process.exit(0)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  try {
    const addresses = await startServers(supervisor, folder, new Progress(), { vhosts: VHOSTS });
    console.log(JSON.stringify({ path, ...addresses }));
  } catch (error) {
    console.error((error as Error).message);
    await finish();
    process.exit(1);
  }
}

void main();
