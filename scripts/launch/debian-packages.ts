import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readJson } from './folder.js';

const run = promisify(execFile);
const CHECKSUMS = 'sha256.json';

/** Whether Debian's packages can be fetched and unpacked here; neither needs root. */
export function hasApt(): boolean {
  return ['apt-get', 'dpkg'].every((tool) => ['/usr/bin', '/bin'].some((path) => existsSync(join(path, tool))));
}

/**
 * Fetches Debian packages and unpacks them below `root`, without installing anything. The download is kept in the
 * machine's cache ($FENJI_CACHE, else ~/.cache/fenji), so that a reset or a test run does not fetch it again.
 * @throws Error when apt cannot fetch or verify a package
 */
export async function unpackPackages(names: readonly string[], root: string): Promise<void> {
  const cache = cacheOf(names);
  const files = cachedFiles(cache) ?? (await download(names, cache));
  mkdirSync(root, { recursive: true });
  for (const file of files) await run('dpkg', ['-x', file, root]);
}

/**
 * Fetches Debian packages together with all that they need and this machine does not have installed, and unpacks them
 * below `root`. The downloads are not kept: the caller keeps what it unpacked.
 * @throws Error when apt cannot fetch or verify a package
 */
export async function unpackWithDependencies(names: readonly string[], root: string): Promise<void> {
  await withApt(join(cacheFolder(), 'debian'), async (apt, draft) => {
    await apt('update');
    await apt('install', '--download-only', '--no-install-recommends', '--yes', ...names);
    const archives = join(draft, 'cache/archives');
    const files = readdirSync(archives).filter((name) => name.endsWith('.deb'));
    mkdirSync(root, { recursive: true });
    for (const file of files) await run('dpkg', ['-x', join(archives, file), root]);
  });
}

/** Where this machine keeps what was fetched for all clones: $FENJI_CACHE, else ~/.cache/fenji. */
export function cacheFolder(): string {
  return process.env.FENJI_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'fenji');
}

function cacheOf(names: readonly string[]): string {
  return join(cacheFolder(), `debian-${sha256(names.join(' ')).slice(0, 12)}`);
}

/** The files of a cache folder, if each still has the checksum that it had when apt had verified its signature. */
function cachedFiles(cache: string): string[] | undefined {
  const checksums = readJson<Record<string, string>>(join(cache, CHECKSUMS));
  if (!checksums) return undefined;
  const files = Object.keys(checksums).map((name) => join(cache, name));
  const unharmed = files.every(
    (file) => existsSync(file) && sha256(readFileSync(file)) === checksums[file.slice(cache.length + 1)],
  );
  return unharmed ? files : undefined;
}

async function download(names: readonly string[], cache: string): Promise<string[]> {
  await withApt(cache, async (apt, draft) => {
    await apt('update');
    await apt('download', ...names);
    const files = readdirSync(join(draft, 'debs'));
    const checksums = files.map((name) => [name, sha256(readFileSync(join(draft, 'debs', name)))]);
    writeFileSync(join(draft, 'debs', CHECKSUMS), JSON.stringify(Object.fromEntries(checksums)));
    rmSync(cache, { recursive: true, force: true });
    renameSync(join(draft, 'debs'), cache);
  });
  return cachedFiles(cache) ?? [];
}

type Apt = (...args: string[]) => Promise<unknown>;

/** apt checks the packages against signed lists; lists and cache of its own make it work without root. */
async function withApt(near: string, work: (apt: Apt, draft: string) => Promise<void>): Promise<void> {
  mkdirSync(join(near, '..'), { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(`${near}-`);
  const own = ['lists/partial', 'cache/archives/partial', 'debs'];
  for (const folder of own) mkdirSync(join(draft, folder), { recursive: true });
  const options = [
    `Dir::State::Lists=${draft}/lists`,
    `Dir::Cache=${draft}/cache`,
    'Debug::NoLocking=1',
    'Acquire::Retries=2',
  ];
  if (process.getuid?.() === 0) options.push('APT::Sandbox::User=root');
  const apt: Apt = (...args) =>
    run('apt-get', [...options.flatMap((option) => ['-o', option]), '-qq', ...args], {
      cwd: join(draft, 'debs'),
      timeout: 600_000,
    });
  try {
    await work(apt, draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Shared libraries that the programs want and the system does not have. */
export function missingLibraries(programs: readonly string[], env: NodeJS.ProcessEnv = {}): string[] {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const reports = programs.map((program) => execFileSync('ldd', [program], options));
  const missing = reports.flatMap((report) =>
    [...report.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name = '']) => name),
  );
  return [...new Set(missing)];
}

/** Where unpacked packages keep their shared libraries, for LD_LIBRARY_PATH. */
export function libraryFolders(root: string): string[] {
  const parents = [join(root, 'usr/lib'), join(root, 'lib')].filter((folder) => existsSync(folder));
  return parents.flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.includes('-linux-gnu'))
      .map((name) => join(parent, name)),
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
