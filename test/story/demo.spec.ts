import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAccounts } from '../../scripts/demo/county/accounts.js';
import { cityAccounts } from '../../scripts/demo/county/city.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { type System, startSystem } from '../system/system.js';

describe('the commands of the demo', () => {
  let system: System;
  let folder: string;

  beforeAll(async () => {
    system = await startSystem();
    folder = mkdtempSync(join(tmpdir(), 'fenji-demo-'));
    const { house, baseUrl } = system;
    const run = { ...house, door: baseUrl, pid: process.pid, accounts: join(folder, 'accounts.json'), scale: 'tiny' };
    writeFileSync(join(folder, 'run.json'), JSON.stringify(run));
  }, 120_000);

  afterAll(async () => {
    await system?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds the counties loaded, and publishes nothing twice', async () => {
    const env = {
      DATABASE_URL: system.databaseUrl,
      ENCRYPTION_KEYS: system.house.encryptionKeys,
      DEMO_SCALE: 'tiny',
      DEMO_ACCOUNTS: join(folder, 'accounts.json'),
    };
    // The first run here may meet a new day since the template was filled.
    await command('load', [], env);
    const again = await command('load', [], env);
    expect(again).toMatchObject({ code: 0, lines: ['Supply 号源: 0 sessions published, up to 14 days ahead'] });
  });

  it('lists the accounts, and prints a token and nothing else', async () => {
    const list = await command('token');
    expect(list.lines).toHaveLength(buildAccounts(buildCounties('tiny')).length + cityAccounts().length);
    expect(list.lines).toContainEqual(expect.stringMatching(/^family-doctor {2,}Family doctor, .+ · .+ 家庭医生/));
    const token = await command('token', ['family-doctor']);
    expect(token.lines).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)]);
  });

  it('moves the business clock forward only', async () => {
    const [before] = (await command('clock')).lines;
    const [after] = (await command('clock', ['+25h'])).lines;
    expect(Date.parse(after!) - Date.parse(before!)).toBeGreaterThanOrEqual(25 * 3_600_000);
    expect(await command('clock', ['2020-01-01T00:00:00Z'])).toMatchObject({ code: 1 });
  });

  it.each(['a', 'a', 'b'])('tells the case to its end, again and again, in both counties (%s)', async (county) => {
    const { code, lines, errors } = await command('demo', [county]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(lines.at(-1)).toMatch(/^== 完成：上转与下转均已闭环 · Done: both loops are closed/);
  });

  it('has supply for the next fortnight after all of that', async () => {
    const { rows } = await system.database.query<{ ahead: number }>(
      `SELECT (max(starts_at)::date - reservation.business_now()::date) AS ahead FROM reservation.session`,
    );
    expect(rows[0]!.ahead).toBeGreaterThanOrEqual(13);
  });

  it('says so where Fenji does not run', async () => {
    const { code, errors } = await command('demo', [], { FENJI_DATA: join(folder, 'elsewhere') });
    expect(code).toBe(1);
    expect(errors).toContain('Fenji is not running here');
  });

  function command(name: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
    const settings = { env: { ...process.env, FENJI_DATA: folder, ...env }, timeout: 60_000 };
    return new Promise<{ code: unknown; lines: string[]; errors: string }>((resolve) => {
      execFile('node', [`dist/scripts/demo/${name}.js`, ...args], settings, (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, lines: stdout.trimEnd().split('\n'), errors: stderr });
      });
    });
  }
});
