import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { type DataFolder, endOfLog } from './folder.js';
import { endProcess, markOf } from './processes.js';
import type { Program } from './program.js';

/** Longer than a service's own grace (SHUTDOWN_GRACE_SECONDS = 20) while it drains. */
const GRACE_MS = 25_000;

/** A built program of ours as a process of its own, with its output in a log file. */
export class NodeProgram implements Program {
  readonly logFile: string;

  /** @param readyUrl answers 2xx when the program serves */
  constructor(
    readonly name: string,
    private readonly file: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly readyUrl: string,
    private readonly folder: DataFolder,
  ) {
    this.logFile = folder.logFile(name);
  }

  async start(): Promise<ChildProcess> {
    return spawnNode(this.file, this.env, this.folder, this.name);
  }

  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(this.readyUrl, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async stop(child: ChildProcess): Promise<void> {
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark) await endProcess(mark, 'SIGTERM', GRACE_MS);
  }
}

/**
 * Runs a built program to its end.
 * @throws Error with the last lines of its log when it fails
 */
export async function runToEnd(file: string, env: NodeJS.ProcessEnv, folder: DataFolder, name: string): Promise<void> {
  const child = spawnNode(file, env, folder, name);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? signal));
  });
  if (code === 0) return;
  throw new Error(`${name} failed (${code}). ${endOfLog(folder.logFile(name))}`);
}

/** In a process group of its own: Ctrl-C reaches the launcher alone, which then stops all in order. */
function spawnNode(file: string, env: NodeJS.ProcessEnv, folder: DataFolder, name: string): ChildProcess {
  const log = folder.log(name);
  const child = spawn(process.execPath, [file], { env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}
