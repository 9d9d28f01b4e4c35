import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Account } from '../county/accounts.js';

/** What the launcher writes down about a running Fenji with its demo counties (`run.json` in the data folder). */
export interface Running {
  /** Address of the front door. */
  readonly door: string;
  readonly issuer: string;
  readonly demoSecret: string;
  /** Path of the demo accounts. */
  readonly accounts: string;
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
  /** Process of the launcher. */
  readonly pid: number;
}

/** Finds the running Fenji by FENJI_DATA (default `.fenji`). @throws Error that says how to start one */
export async function findRunning(): Promise<Running> {
  const path = join(resolve(process.env['FENJI_DATA'] ?? '.fenji'), 'run.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const running = text === undefined ? undefined : (JSON.parse(text) as Running);
  if (!running || !isAlive(running.pid)) {
    throw new Error(
      `Fenji is not running here (${path}). Start it with: npm start\nFenji 没有运行。请先执行:npm start`,
    );
  }
  if (!running.accounts) {
    throw new Error('This Fenji runs without the demo counties: tokens, clock and demo exist only with FENJI_DEMO=1.');
  }
  return running;
}

export async function readAccounts(running: Running): Promise<Account[]> {
  return JSON.parse(await readFile(running.accounts, 'utf8')) as Account[];
}

/** A JWT of one demo account from the demo issuer; valid for some minutes. */
export async function fetchToken({ issuer, demoSecret }: Running, account: string): Promise<string> {
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
