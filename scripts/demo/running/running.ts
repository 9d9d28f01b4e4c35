import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunFile } from '../../launch/instance.js';
import type { Account } from '../county/accounts.js';

/** A running Fenji with its demo counties. */
export type Running = RunFile & Required<Pick<RunFile, 'demoSecret' | 'accounts' | 'scale'>>;

/** Finds the running Fenji by FENJI_DATA (default `.fenji`). @throws Error that says how to start one */
export async function findFenji(): Promise<RunFile> {
  const path = join(resolve(process.env['FENJI_DATA'] || '.fenji'), 'run.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const running = text === undefined ? undefined : (JSON.parse(text) as RunFile);
  if (!running || !isAlive(running.pid)) {
    throw new Error(
      `Fenji is not running here (${path}). Start it with: npm start\nFenji 没有运行。请先执行：npm start`,
    );
  }
  return running;
}

/** As {@link findFenji}. @throws Error also when it runs without the demo counties */
export async function findRunning(): Promise<Running> {
  const running = await findFenji();
  const { demoSecret, accounts, scale } = running;
  if (demoSecret === undefined || accounts === undefined || scale === undefined) {
    throw new Error('This Fenji runs without the demo counties: tokens, clock and demo exist only with FENJI_DEMO=1.');
  }
  return { ...running, demoSecret, accounts, scale };
}

export async function readAccounts(running: Running): Promise<Account[]> {
  return JSON.parse(await readFile(running.accounts, 'utf8')) as Account[];
}

/** A JWT of one demo account from the demo issuer; valid for some minutes. */
export async function fetchToken(
  { issuer, demoSecret }: Pick<Running, 'issuer' | 'demoSecret'>,
  account: string,
): Promise<string> {
  const reply = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: account, client_secret: demoSecret }),
  });
  if (!reply.ok) throw new Error(`The demo issuer gives no token for ${account} (${reply.status}).`);
  return ((await reply.json()) as { access_token: string }).access_token;
}

/** Runs a command of the shell: its error is one clear line, not a stack. */
export async function asCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
