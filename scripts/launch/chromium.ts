import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, hasApt, libraryFolders, missingLibraries, unpackWithDependencies } from './debian-packages.js';
import { lockHolder, tryLock } from './lock.js';
import { pause } from './processes.js';
import type { Progress } from './progress.js';

const run = promisify(execFile);

/** A Chromium that can be started on this machine. */
export interface Chromium {
  readonly executable: string;
  /** What it needs in its environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/** Without windows and notifications there is a quarter less to run; where that one is not installed a whole one serves. */
export type Kind = 'chromium-headless-shell' | 'chromium';

/** Fonts that show Chinese. */
const FONTS = ['fonts-wqy-microhei', 'fonts-dejavu-core'];

/** Nothing that speaks to anybody but the page under test. */
const QUIET_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium of this machine: the installed one, else Debian's packages unpacked into the machine's cache, without root.
 * @throws Error with the one command to type, when there is neither
 */
export async function provideChromium(progress: Progress, kind: Kind): Promise<Chromium> {
  const found = findInstalled(kind) ?? findUnpacked(kind);
  if (found) return found;
  const fetched = await progress.attempt('Fetching and unpacking Chromium (about 100 MB, once)', () =>
    fetchInTurn(kind),
  );
  if (!(fetched instanceof Error)) return fetched;
  throw new Error(
    `There is no Chromium on this machine, and Debian's packages could not be fetched ` +
      `(${fetched.message.split('\n')[0]}). Type this and start again:  ` +
      `sudo apt-get update && sudo apt-get install -y ${kind} fonts-wqy-microhei`,
  );
}

function findInstalled(kind: Kind): Chromium | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [kind, 'chromium'].flatMap((program) => folders.map((folder) => join(folder, program)));
  const executable = places.find((place) => existsSync(place));
  return executable ? { executable, env: {}, args: argsHere() } : undefined;
}

/** What an earlier run unpacked; undefined when it is absent, or when this system has lost a library that it had then. */
function findUnpacked(kind: Kind): Chromium | undefined {
  if (!existsSync(join(unpackedFolder(kind), 'complete'))) return undefined;
  const chromium = unpacked(kind);
  return missingLibraries([chromium.executable], chromium.env).length === 0 ? chromium : undefined;
}

/** Two test files may want it at once: one fetches, the other waits. */
async function fetchInTurn(kind: Kind): Promise<Chromium> {
  if (!hasApt()) throw new Error('there is no apt-get');
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
  const folder = unpackedFolder(kind);
  const lock = `${folder}.lock`;
  while (tryLock(lock)) while (lockHolder(lock)) await pause(200);
  try {
    return findUnpacked(kind) ?? (await unpack(kind));
  } finally {
    rmSync(lock, { force: true });
  }
}

async function unpack(kind: Kind): Promise<Chromium> {
  const folder = unpackedFolder(kind);
  const draft = `${folder}.new`;
  for (const old of [draft, folder]) rmSync(old, { recursive: true, force: true });
  await unpackWithDependencies([kind, ...FONTS], join(draft, 'root'));
  renameSync(draft, folder);
  const chromium = unpacked(kind);
  await proveStart(chromium);
  writeFileSync(join(folder, 'complete'), '');
  return chromium;
}

/** Fontconfig and the libraries of a slim system are part of what was unpacked. */
function unpacked(kind: Kind): Chromium {
  const folder = unpackedFolder(kind);
  const root = join(folder, 'root');
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, fontsConfig(join(root, 'usr/share/fonts'), join(folder, 'font-cache')));
  return {
    executable: join(root, 'usr/lib/chromium', kind),
    env: { LD_LIBRARY_PATH: libraryFolders(root).flatMap(withPrivate).join(delimiter), FONTCONFIG_FILE: fonts },
    args: argsHere(),
  };
}

/** Some packages keep libraries of their own one folder deeper, which they look for at an absolute path. */
function withPrivate(folder: string): string[] {
  const deeper = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^lib.*\.so/.test(entry.name))
    .map((entry) => entry.parentPath);
  return [...new Set([folder, ...deeper])];
}

function fontsConfig(fonts: string, cache: string): string {
  const families = ['DejaVu Sans', 'WenQuanYi Micro Hei'].map((name) => `<family>${name}</family>`).join('');
  return [
    '<?xml version="1.0"?>',
    `<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir>`,
    `<alias><family>sans-serif</family><prefer>${families}</prefer></alias></fontconfig>`,
  ].join('\n');
}

async function proveStart(chromium: Chromium): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'fenji-chromium-'));
  try {
    const args = ['--headless', ...chromium.args, `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'];
    await run(chromium.executable, args, { env: { ...process.env, ...chromium.env }, timeout: 180_000 });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Chromium refuses its sandbox to root, and cannot build one where the kernel lets users make no namespaces. */
function argsHere(): string[] {
  const sandbox = process.getuid?.() !== 0 && spawnSync('unshare', ['--user', 'true']).status === 0;
  return sandbox ? QUIET_ARGS : [...QUIET_ARGS, '--no-sandbox'];
}

function unpackedFolder(kind: Kind): string {
  return join(cacheFolder(), kind);
}
