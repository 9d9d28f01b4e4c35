import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process as the system knows it: pids are used again, a pid with its birth is not. */
export interface ProcessMark {
  readonly pid: number;
  readonly birth: string;
}

/** The mark of a living process; undefined when there is none (a zombie has ended). */
export function markOf(pid: number): ProcessMark | undefined {
  const birth = existsSync('/proc/self/stat') ? birthFromProc(pid) : birthFromPs(pid);
  return birth === undefined ? undefined : { pid, birth };
}

/** Whether this very process still runs. */
export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.birth === mark.birth;
}

/** The command line of a living process, empty when there is none or it may not be read. */
export function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/stat')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Asks a process to end, waits for it, and kills it when the grace is over.
 * @param graceMs milliseconds from the signal to SIGKILL
 */
export async function endProcess(mark: ProcessMark, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  send(mark, signal);
  if (await isGone(mark, graceMs)) return;
  send(mark, 'SIGKILL');
  await isGone(mark, 5_000);
}

/** Waits up to `patienceMs` for the end of a process; false when it still runs then. */
export async function isGone(mark: ProcessMark, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (isAlive(mark)) {
    if (Date.now() > until) return false;
    await pause(25);
  }
  return true;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function send(mark: ProcessMark, signal: NodeJS.Signals): void {
  if (!isAlive(mark)) return;
  try {
    process.kill(mark.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function birthFromProc(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in field 2 may hold spaces and brackets: count from the last bracket. Field 3 is the state, 22 the birth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function birthFromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
