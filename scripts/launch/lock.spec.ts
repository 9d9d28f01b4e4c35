import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder, tryLock } from './lock.js';
import { markOf } from './processes.js';

describe('a lock file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fenji-lock-'));
  const file = join(folder, 'lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is taken once, and names its holder to whoever comes next', () => {
    expect(lockHolder(file)).toBeUndefined();
    expect(tryLock(file)).toBeUndefined();
    expect(tryLock(file)).toEqual(markOf(process.pid));
  });

  it('is free again when its process is gone, even if the pid lives on in another process', () => {
    const { pid } = spawnSync('true');
    writeFileSync(file, JSON.stringify({ pid, birth: '1' }));
    expect(lockHolder(file)).toBeUndefined();
    writeFileSync(file, JSON.stringify({ pid: process.pid, birth: 'another' }));
    expect(tryLock(file)).toBeUndefined();
    expect(lockHolder(file)).toEqual(markOf(process.pid));
  });
});
