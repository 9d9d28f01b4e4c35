import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivate } from '../../scripts/launch/folder.js';
import { endProcess, type ProcessMark } from '../../scripts/launch/processes.js';

type Marks = Record<string, ProcessMark>;

/** Notes the processes of one system below the test run's folder, so that none outlives a spec that was cut off. */
export function noteProcesses(folder: string, system: string): (marks: Marks) => void {
  mkdirSync(join(folder, 'systems'), { recursive: true });
  return (marks) => writePrivate(join(folder, 'systems', `${system}.json`), JSON.stringify(marks));
}

/** Ends every noted process that still runs. */
export async function endStrays(folder: string): Promise<void> {
  const notes = join(folder, 'systems');
  if (!existsSync(notes)) return;
  const marks = readdirSync(notes).flatMap((file) => Object.values(readJson<Marks>(join(notes, file)) ?? {}));
  await Promise.all(marks.map((mark) => endProcess(mark, 'SIGKILL', 1_000)));
}
