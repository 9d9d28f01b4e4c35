import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readJson } from '../../scripts/launch/folder.js';
import type { RunFile } from '../../scripts/launch/instance.js';
import { freePort } from '../../scripts/launch/ports.js';
import { commandOf, endProcess, isGone, markOf, type ProcessMark } from '../../scripts/launch/processes.js';
import { testRun } from './run.js';

const LAUNCHER = resolve('dist/scripts/launch/main.js');
const RESET = resolve('dist/scripts/launch/reset.js');

/** What a newcomer does with `npm start`, after the build: one data folder through a whole life. */
describe('npm start', () => {
  const data = join(testRun().path, 'newcomer');
  const started: ProcessMark[] = [];
  let port: number;
  let launcher: ChildProcess;

  beforeAll(async () => {
    port = await freePort();
  });

  afterAll(async () => {
    await Promise.all(started.map((mark) => endProcess(mark, 'SIGKILL', 1_000)));
  });

  it('brings everything up and ends with the address', async () => {
    expect(await start()).toBe(`Fenji is ready: http://127.0.0.1:${port}`);
    const health = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(health.status).toBe(200);
  }, 180_000);

  it('refuses a second Fenji on the same data with its address', async () => {
    expect(await output([LAUNCHER], await freePort())).toMatchObject({
      code: 1,
      text: expect.stringContaining(`:${port}`),
    });
  });

  it('refuses a taken front door before anything starts', async () => {
    const { code, text } = await output([LAUNCHER], port, join(testRun().path, 'neighbour'));
    expect(code).toBe(1);
    expect(text).toBe(`Port ${port} is taken by another program. Choose another one: PORT=8081 npm start\n`);
  });

  it('starts again after kill -9 of the launcher alone, whose children live on', async () => {
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    expect(await start()).toContain('Fenji is ready');
  }, 180_000);

  it('starts again after kill -9 of the whole tree', async () => {
    const tree = treeOf();
    launcher.kill('SIGKILL');
    for (const mark of tree) process.kill(mark.pid, 'SIGKILL');
    await Promise.all(tree.map((mark) => isGone(mark, 10_000)));
    expect(await start()).toContain('Fenji is ready');
  }, 180_000);

  it('leaves no process behind after Ctrl-C', async () => {
    const tree = treeOf();
    expect(tree.length).toBeGreaterThanOrEqual(7);
    const ended = once(launcher, 'exit');
    process.kill(-(launcher.pid ?? 0), 'SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(tree.map(({ pid }) => commandOf(pid))).toEqual(tree.map(() => ''));
  });

  it('is cleared by reset', async () => {
    expect(await output([RESET], port)).toMatchObject({ code: 0, text: `Cleared ${data}\n` });
    expect(existsSync(data)).toBe(false);
  });

  /** Starts the launcher in a process group of its own, as a terminal does; resolves with its last line. */
  async function start(): Promise<string> {
    launcher = spawn(process.execPath, [LAUNCHER], {
      env: environment(port, data),
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    const ready = new Promise<string>((done, failed) => {
      launcher.once('exit', () => failed(new Error(lines.join('\n'))));
      createInterface({ input: launcher.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('Fenji is ready')) done(line);
      });
    });
    const last = await ready;
    launcher.removeAllListeners('exit');
    started.push(...treeOf(), markOf(launcher.pid ?? 0) as ProcessMark);
    return last;
  }

  function treeOf(): ProcessMark[] {
    const pids = Object.values(readJson<RunFile>(join(data, 'run.json'))?.pids ?? {});
    return pids.flatMap((pid) => markOf(pid) ?? []);
  }

  async function output(args: string[], door: number, folder = data): Promise<{ code: number; text: string }> {
    const child = spawn(process.execPath, args, { env: environment(door, folder), stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    const [code] = await once(child, 'close');
    return { code, text };
  }

  function environment(door: number, folder: string): NodeJS.ProcessEnv {
    const { DATABASE_URL, RABBITMQ_URL, ...own } = process.env;
    return { ...own, PORT: String(door), FENJI_DATA: folder, FENJI_SCALE: 'tiny' };
  }
});
