import { rmSync } from 'node:fs';
import { type DataFolder, readJson, writePrivate } from './folder.js';
import { lockHolder, tryLock } from './lock.js';
import { endProcess, isAlive, type ProcessMark } from './processes.js';

type Marks = Record<string, ProcessMark>;

/** What `token`, `clock`, `demo` and `bench` need to know of a running Fenji; private, as it holds secrets. */
export interface RunFile {
  readonly door: string;
  readonly issuer: string;
  readonly audience: string;
  /** Log-in secret of the demo accounts; absent without the demo. */
  readonly demoSecret?: string;
  /** Path of the file of demo accounts; absent without the demo. */
  readonly accounts?: string;
  /** How big the demo counties are; absent without the demo. */
  readonly scale?: string;
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
  readonly encryptionKeys: string;
  readonly pid: number;
  /** Processes by name; renewed when one is started again. */
  readonly pids: Record<string, number>;
}

/** The process that holds the folder now; undefined when none does. */
export function holderOf(folder: DataFolder): ProcessMark | undefined {
  return lockHolder(folder.at('lock'));
}

/**
 * Takes the folder for this process; a lock whose process is gone does not count.
 * @throws Error when another Fenji runs on the folder
 */
export function takeLock(folder: DataFolder): void {
  const holder = tryLock(folder.at('lock'));
  if (!holder) return;
  const run = readJson<RunFile>(folder.at('run.json'));
  throw new Error(
    `Fenji already runs on ${folder.path}${run ? `: ${run.door}` : ''} (process ${holder.pid}). ` +
      'Stop it with Ctrl-C in its terminal or with `npm run reset`, or set FENJI_DATA and PORT for a second one.',
  );
}

export function releaseLock(folder: DataFolder): void {
  for (const file of ['run.json', 'lock']) rmSync(folder.at(file), { force: true });
}

/** Notes the processes of this Fenji, so that the next start can end those that outlive a crash. */
export function noteProcesses(folder: DataFolder, marks: Marks): void {
  writePrivate(folder.at('processes.json'), JSON.stringify(marks));
  const run = readJson<RunFile>(folder.at('run.json'));
  if (run) writeRunFile(folder, { ...run, pids: pidsOf(marks) });
}

export function writeRunFile(folder: DataFolder, run: RunFile): void {
  writePrivate(folder.at('run.json'), JSON.stringify(run, null, 2));
}

export function pidsOf(marks: Marks): Record<string, number> {
  return Object.fromEntries(Object.entries(marks).map(([name, { pid }]) => [name, pid]));
}

/** Ends what an earlier Fenji of this folder left running when it was killed; services first, then their servers. */
export async function endLeftovers(folder: DataFolder): Promise<number> {
  const marks = Object.entries(readJson<Marks>(folder.at('processes.json')) ?? {}).filter(([, mark]) => isAlive(mark));
  const isServer = (name: string) => /PostgreSQL|RabbitMQ/.test(name);
  for (const servers of [false, true]) {
    const some = marks.filter(([name]) => isServer(name) === servers);
    await Promise.all(
      some.map(([name, mark]) => endProcess(mark, name === 'PostgreSQL' ? 'SIGINT' : 'SIGTERM', 10_000)),
    );
  }
  return marks.length;
}
