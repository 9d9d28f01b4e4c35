import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder, readJson } from './folder.js';
import {
  endLeftovers,
  holderOf,
  noteProcesses,
  type RunFile,
  releaseLock,
  takeLock,
  writeRunFile,
} from './instance.js';
import { markOf, type ProcessMark } from './processes.js';

describe('one Fenji per data folder', () => {
  let path: string;
  let folder: DataFolder;

  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'fenji-instance-'));
    folder = DataFolder.open(path);
  });

  afterEach(() => rmSync(path, { recursive: true, force: true }));

  it('refuses a second one with its address', () => {
    takeLock(folder);
    writeRunFile(folder, { door: 'http://127.0.0.1:8080' } as RunFile);
    expect(() => takeLock(folder)).toThrow(/already runs .*http:\/\/127\.0\.0\.1:8080/);
    releaseLock(folder);
    expect(holderOf(folder)).toBeUndefined();
  });

  it('takes a lock over whose process was killed', () => {
    writeFileSync(folder.at('lock'), JSON.stringify({ pid: process.pid, birth: 'long ago' }));
    takeLock(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
  });

  it('takes a lock over that a crash cut off', () => {
    writeFileSync(folder.at('lock'), '{"pid":');
    takeLock(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
  });

  it('ends the processes that an earlier one left, and only those', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    await once(child, 'spawn');
    noteProcesses(folder, {
      door: markOf(child.pid ?? 0) as ProcessMark,
      issuer: { pid: process.pid, birth: 'long ago' },
    });
    expect(await endLeftovers(folder)).toBe(1);
    await ended;
  });

  it('keeps the pids of the run file up to date and both private', () => {
    writeRunFile(folder, { door: 'x', pids: {} } as unknown as RunFile);
    noteProcesses(folder, { door: { pid: 7, birth: '1' } });
    expect(readJson<RunFile>(folder.at('run.json'))?.pids).toEqual({ door: 7 });
    expect(statSync(folder.at('run.json')).mode & 0o077).toBe(0);
  });

  it('keeps a secret for ever and for its owner alone', () => {
    const first = folder.secret('demo-secret');
    expect(DataFolder.open(path).secret('demo-secret')).toBe(first);
    expect(statSync(folder.at('secrets', 'demo-secret')).mode & 0o077).toBe(0);
  });

  it('never takes a folder of somebody else for its own', () => {
    rmSync(folder.at('ABOUT.txt'));
    expect(DataFolder.find(path)).toBeUndefined();
  });
});
