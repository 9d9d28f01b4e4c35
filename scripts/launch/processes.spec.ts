import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandOf, endProcess, isAlive, markOf, type ProcessMark } from './processes.js';

/** A process that tells when it is up and, if asked to, ignores SIGTERM. */
async function sleeper(stubborn = false): Promise<{ mark: ProcessMark; ended: Promise<unknown[]> }> {
  const code = `${stubborn ? "process.on('SIGTERM', () => {});" : ''} setInterval(() => {}, 1000); console.log('up')`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return { mark: markOf(child.pid ?? 0) as ProcessMark, ended };
}

describe('processes', () => {
  it('knows a process by pid and birth, so that a pid used again is another process', async () => {
    const { mark, ended } = await sleeper();
    expect(isAlive(mark)).toBe(true);
    expect(isAlive({ ...mark, birth: 'another' })).toBe(false);
    expect(commandOf(mark.pid)).toContain('setInterval');
    await endProcess(mark, 'SIGTERM', 5_000);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(markOf(mark.pid)).toBeUndefined();
  });

  it('kills what does not end when it is asked to', async () => {
    const { mark, ended } = await sleeper(true);
    await endProcess(mark, 'SIGTERM', 200);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('leaves a stranger alone that has the pid of an ended process', async () => {
    const { mark, ended } = await sleeper();
    await endProcess({ ...mark, birth: 'another' }, 'SIGKILL', 100);
    expect(isAlive(mark)).toBe(true);
    await endProcess(mark, 'SIGKILL', 1_000);
    await ended;
  });
});
