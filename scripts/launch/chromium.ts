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

/** The browser, and a font that shows Chinese. */
const PACKAGES = ['chromium', 'fonts-wqy-microhei', 'fonts-dejavu-core'];
const HOW_TO_INSTALL = 'sudo apt-get update && sudo apt-get install -y chromium fonts-wqy-microhei';

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
export async function provideChromium(progress: Progress): Promise<Chromium> {
  const found = findInstalled() ?? findUnpacked(unpackedFolder());
  if (found) return found;
  const fetched = await progress.attempt('Fetching and unpacking Chromium (130 MB, once)', fetchInTurn);
  if (!(fetched instanceof Error)) return fetched;
  throw new Error(
    `There is no Chromium on this machine, and Debian's packages could not be fetched ` +
      `(${fetched.message.split('\n')[0]}). Type this and start again:  ${HOW_TO_INSTALL}`,
  );
}

function findInstalled(): Chromium | undefined {
  const programs = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
  const executable = programs.find((program) => existsSync(program));
  return executable ? { executable, env: {}, args: argsHere() } : undefined;
}

/** What an earlier run unpacked; undefined when it is absent, or when this system has lost a library that it had then. */
function findUnpacked(folder: string): Chromium | undefined {
  if (!existsSync(join(folder, 'complete'))) return undefined;
  const chromium = chromiumIn(folder);
  return missingLibraries([chromium.executable], chromium.env).length === 0 ? chromium : undefined;
}

/** Two test files may want it at once: one fetches, the other waits. */
async function fetchInTurn(): Promise<Chromium> {
  if (!hasApt()) throw new Error('there is no apt-get');
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
  const folder = unpackedFolder();
  const lock = `${folder}.lock`;
  while (tryLock(lock)) while (lockHolder(lock)) await pause(200);
  try {
    return findUnpacked(folder) ?? (await unpack(folder));
  } finally {
    rmSync(lock, { force: true });
  }
}

async function unpack(folder: string): Promise<Chromium> {
  const draft = `${folder}.new`;
  for (const old of [draft, folder]) rmSync(old, { recursive: true, force: true });
  await unpackWithDependencies(PACKAGES, join(draft, 'root'));
  renameSync(draft, folder);
  const chromium = chromiumIn(folder);
  await proveStart(chromium);
  writeFileSync(join(folder, 'complete'), '');
  return chromium;
}

/** Fontconfig and the libraries of a slim system are part of what was unpacked. */
function chromiumIn(folder: string): Chromium {
  const root = join(folder, 'root');
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, fontsConfig(join(root, 'usr/share/fonts'), join(folder, 'font-cache')));
  return {
    executable: join(root, 'usr/lib/chromium/chromium'),
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

function unpackedFolder(): string {
  return join(cacheFolder(), 'chromium');
}
