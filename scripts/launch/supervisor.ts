import type { ChildProcess } from 'node:child_process';
import { setTimeout as later } from 'node:timers/promises';
import { endOfLog } from './folder.js';
import { endProcess, markOf, type ProcessMark, pause } from './processes.js';
import type { Program } from './program.js';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** A process that lived this long has recovered: its next pause is short again. */
const RECOVERED_MS = 30_000;
/** Deaths before a program was ever ready that mean: it cannot start here. */
const HOPELESS_DEATHS = 4;
const READY_POLL_MS = 50;
const RETURN_PATIENCE_MS = 120_000;

/** Keeps programs alive: whatever dies is started again after a growing pause, and a line says so. */
export class Supervisor {
  private readonly groups: Watch[][] = [];

  /**
   * @param say prints a line for people
   * @param record is told the processes whenever one starts or ends, for a later start that must clear up after a crash
   */
  constructor(
    private readonly say: (line: string) => void,
    private readonly record: (marks: Record<string, ProcessMark>) => void = () => undefined,
  ) {}

  /**
   * Starts programs side by side and resolves when all serve. A later group is stopped before an earlier one.
   * @throws Error when one ends again and again, or does not serve within `patienceMs`; none of them is left then
   */
  async run(programs: readonly Program[], patienceMs = 120_000): Promise<void> {
    const watches = programs.map((program) => new Watch(program, this.say, () => this.record(this.marks())));
    this.groups.push(watches);
    try {
      await Promise.all(watches.map((watch) => watch.start(patienceMs)));
    } catch (error) {
      await stopAll(watches);
      this.groups.splice(this.groups.indexOf(watches), 1);
      throw error;
    }
  }

  /** The living processes by name. */
  marks(): Record<string, ProcessMark> {
    const marks = this.groups.flat().map((watch) => [watch.program.name, watch.mark] as const);
    return Object.fromEntries(marks.filter((entry): entry is readonly [string, ProcessMark] => entry[1] !== undefined));
  }

  /** Sends a signal to a program's process, as a fault would; the supervisor then does its work. */
  kill(name: string, signal: NodeJS.Signals): void {
    const mark = this.marks()[name];
    if (!mark) throw new Error(`${name} is not running`);
    process.kill(mark.pid, signal);
  }

  /**
   * Resolves when the program serves (again).
   * @param options.not the pid of a process that does not count, as it was killed
   */
  async untilReady(name: string, options: { not?: number } = {}): Promise<void> {
    const watch = this.groups.flat().find(({ program }) => program.name === name);
    if (!watch) throw new Error(`${name} is not watched`);
    await watch.untilReady(Date.now() + RETURN_PATIENCE_MS, options.not);
  }

  /** Stops everything, the last group first. */
  async stop(): Promise<void> {
    for (const watch of this.groups.flat()) watch.release();
    for (const group of this.groups.toReversed()) await stopAll(group);
    this.record({});
  }

  /** Ends everything at once, without grace. */
  async abandon(): Promise<void> {
    for (const watch of this.groups.flat()) watch.release();
    await Promise.all(Object.values(this.marks()).map((mark) => endProcess(mark, 'SIGKILL', 1_000)));
  }
}

/** One program and the process that runs it now. */
class Watch {
  mark: ProcessMark | undefined;
  private child: ChildProcess | undefined;
  private starting: Promise<void> = Promise.resolve();
  private readonly leave = new AbortController();
  private deaths = 0;
  private wasReady = false;
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    readonly program: Program,
    private readonly say: (line: string) => void,
    private readonly changed: () => void,
  ) {}

  async start(patienceMs: number): Promise<void> {
    void this.keepAlive();
    await this.untilReady(Date.now() + patienceMs);
    this.wasReady = true;
  }

  async untilReady(deadline: number, not?: number): Promise<void> {
    const { name, logFile } = this.program;
    while (!(this.mark && this.mark.pid !== not && (await this.program.isReady()))) {
      if (this.released) throw new Error(`${name} was stopped while it started`);
      if (!this.wasReady && this.deaths >= HOPELESS_DEATHS)
        throw new Error(`${name} does not start. ${endOfLog(logFile)}`);
      if (Date.now() > deadline) throw new Error(`${name} is not ready in time. ${endOfLog(logFile)}`);
      await pause(READY_POLL_MS);
    }
  }

  /** From here on a death is no reason to start again. */
  release(): void {
    this.leave.abort();
  }

  private get released(): boolean {
    return this.leave.signal.aborted;
  }

  async stop(): Promise<void> {
    await this.starting;
    if (this.child && this.mark) await this.program.stop(this.child);
    this.mark = undefined;
  }

  private async keepAlive(): Promise<void> {
    while (!this.released) {
      const born = Date.now();
      const cause = await this.live();
      this.mark = undefined;
      this.child = undefined;
      if (this.released) return;
      this.changed();
      this.deaths += 1;
      if (Date.now() - born >= RECOVERED_MS) this.pauseMs = FIRST_PAUSE_MS;
      this.say(`${this.program.name} ended (${cause}); starting it again in ${this.pauseMs / 1000} s`);
      // Broken off by release(), which the loop then sees.
      await later(this.pauseMs, undefined, { signal: this.leave.signal }).catch(() => undefined);
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      if (this.wasReady && !this.released) void this.announceReturn(Date.now());
    }
  }

  /** One life of the program; resolves with the cause of its end. */
  private async live(): Promise<string> {
    try {
      const beginning = this.program.start();
      this.starting = beginning.then(
        () => undefined,
        () => undefined,
      );
      const child = await beginning;
      const end = endOf(child);
      this.child = child;
      this.mark = child.pid === undefined ? undefined : markOf(child.pid);
      this.changed();
      if (this.released) await this.program.stop(child);
      return await end;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private async announceReturn(since: number): Promise<void> {
    try {
      await this.untilReady(Date.now() + RETURN_PATIENCE_MS);
      this.say(`${this.program.name} is up again after ${((Date.now() - since) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (!this.released) this.say((error as Error).message);
    }
  }
}

async function stopAll(watches: readonly Watch[]): Promise<void> {
  for (const watch of watches) watch.release();
  await Promise.all(watches.map((watch) => watch.stop()));
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}
