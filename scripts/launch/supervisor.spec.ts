import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive } from './processes.js';
import type { Program } from './program.js';
import { Supervisor } from './supervisor.js';

/** A program that is ready when its process runs. */
class Candle implements Program {
  readonly logFile = '/dev/null';
  starts = 0;

  constructor(
    readonly name: string,
    private readonly code = 'setInterval(() => {}, 1000)',
  ) {}

  async start(): Promise<ChildProcess> {
    this.starts += 1;
    return spawn(process.execPath, ['-e', this.code], { stdio: 'ignore' });
  }

  async isReady(): Promise<boolean> {
    return !this.code.startsWith('process.exit');
  }

  async stop(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

describe('the supervisor', () => {
  const lines: string[] = [];
  let told: (() => void) | undefined;
  let supervisor: Supervisor;

  beforeEach(() => {
    lines.length = 0;
    supervisor = new Supervisor((line) => {
      lines.push(line);
      told?.();
    });
  });

  afterEach(() => supervisor.stop());

  /** Resolves when a line has been said that fits. */
  function heard(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      told = () => lines.some((line) => pattern.test(line)) && resolve();
      told();
    });
  }

  it('starts a killed program again and says both', async () => {
    const candle = new Candle('referral');
    await supervisor.run([candle]);
    const first = supervisor.marks().referral;
    supervisor.kill('referral', 'SIGKILL');
    await heard(/referral is up again after \d/);
    expect(lines[0]).toBe('referral ended (SIGKILL); starting it again in 0.2 s');
    expect(supervisor.marks().referral?.pid).not.toBe(first?.pid);
  });

  it('waits longer each time', async () => {
    const candle = new Candle('referral');
    await supervisor.run([candle]);
    supervisor.kill('referral', 'SIGKILL');
    await heard(/up again/);
    lines.length = 0;
    supervisor.kill('referral', 'SIGKILL');
    await heard(/in 0\.4 s/);
    await heard(/up again/);
    expect(candle.starts).toBe(3);
  });

  it('gives up on a program that cannot start, and names it', async () => {
    await expect(supervisor.run([new Candle('door', 'process.exit(3)')])).rejects.toThrow(/door does not start/);
    expect(lines[0]).toContain('code 3');
  });

  it('stops all, the latest first, and starts none of them again', async () => {
    const servers = new Candle('PostgreSQL');
    await supervisor.run([servers]);
    await supervisor.run([new Candle('referral')]);
    const marks = Object.values(supervisor.marks());
    await supervisor.stop();
    expect(marks.map(isAlive)).toEqual([false, false]);
    expect(lines).toEqual([]);
    expect(servers.starts).toBe(1);
  });
});
