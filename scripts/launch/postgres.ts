import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DataFolder } from './folder.js';
import { findPlace, type PostgresPlace } from './postgres-place.js';
import { commandOf, endProcess, markOf } from './processes.js';
import type { Program } from './program.js';

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'synchronous_commit=on',
  'fsync=on',
  'max_wal_size=2GB',
  'timezone=UTC',
  'log_timezone=UTC',
];
const GRACE_MS = 15_000;

/** A private PostgreSQL server: own folder, own port on 127.0.0.1, own random password, durable as in production. */
export class Postgres implements Program {
  readonly name = 'PostgreSQL';
  readonly logFile: string;
  private readonly place: PostgresPlace;
  private readonly password: string;

  constructor(
    private readonly folder: DataFolder,
    private readonly port: number,
  ) {
    this.logFile = folder.logFile('postgres');
    this.place = findPlace(folder);
    this.password = folder.secret('postgres-password');
  }

  /** What the newcomer should know about where the files are; undefined when all is in the data folder. */
  get notice(): string | undefined {
    return this.place.notice;
  }

  /** Address of a database of this server for its superuser. */
  url(database: string): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}`;
  }

  async start(): Promise<ChildProcess> {
    if (!existsSync(this.place.data)) this.createCluster();
    this.refuseOtherVersion();
    await this.endLeftover();
    const log = this.folder.log('postgres');
    const settings = [...SETTINGS, `port=${this.port}`].flatMap((setting) => ['-c', setting]);
    return spawn(join(this.place.bin, 'postgres'), ['-D', this.place.data, ...settings], {
      ...this.place.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
  }

  async isReady(): Promise<boolean> {
    return answers(this.url('postgres'));
  }

  /** SIGINT = fast shutdown: sessions are cut, the data directory is left clean. */
  async stop(child: ChildProcess): Promise<void> {
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark) await endProcess(mark, 'SIGINT', GRACE_MS);
  }

  /** Ends a server of this very folder that outlived its launcher, and clears the pid file of a dead one. */
  async endLeftover(): Promise<void> {
    const file = join(this.place.data, 'postmaster.pid');
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    const mark = markOf(pid);
    if (mark && commandOf(pid).includes(this.place.data)) await endProcess(mark, 'SIGINT', GRACE_MS);
    else rmSync(file, { force: true });
  }

  private createCluster(): void {
    const draft = `${this.place.data}.new`;
    const passwordFile = `${draft}.password`;
    rmSync(draft, { recursive: true, force: true });
    writeFileSync(passwordFile, this.password, { mode: 0o600 });
    const user = this.place.user;
    if (user) chownSync(passwordFile, user.uid, user.gid);
    if (user) spawnSync('install', ['-d', '-m', '700', '-o', String(user.uid), '-g', String(user.gid), draft]);
    const result = spawnSync(
      join(this.place.bin, 'initdb'),
      ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      { ...user, cwd: '/', encoding: 'utf8' },
    );
    rmSync(passwordFile, { force: true });
    if (result.status !== 0) throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`);
    renameSync(draft, this.place.data);
  }

  private refuseOtherVersion(): void {
    const of = readFileSync(join(this.place.data, 'PG_VERSION'), 'utf8').trim();
    const version = spawnSync(join(this.place.bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '';
    if (version.includes(`) ${of}.`)) return;
    throw new Error(
      `The data in ${this.folder.path} is of PostgreSQL ${of}, the server is ${version.trim()}. npm run reset clears the data.`,
    );
  }
}

/** Whether a PostgreSQL server lets its user in. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
