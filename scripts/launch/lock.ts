import { existsSync, linkSync, rmSync } from 'node:fs';
import { readJson, writePrivate } from './folder.js';
import { isAlive, markOf, type ProcessMark } from './processes.js';

/** The process that holds the lock file now; undefined when none does. A lock whose process is gone does not count. */
export function lockHolder(file: string): ProcessMark | undefined {
  const mark = readJson<ProcessMark>(file);
  return mark && isAlive(mark) ? mark : undefined;
}

/** Takes the lock for this process. @returns undefined when it is ours now, else who holds it */
export function tryLock(file: string): ProcessMark | undefined {
  const mine = `${file}.${process.pid}`;
  writePrivate(mine, JSON.stringify(markOf(process.pid)));
  try {
    for (;;) {
      const holder = lockHolder(file);
      if (holder) return holder;
      rmSync(file, { force: true });
      if (linkLock(mine, file)) return undefined;
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function linkLock(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(to)) return false;
    throw error;
  }
}
