import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built');
const LOCK = join(DIST, '.preparing');
const SOURCES = ['apps', 'libs', 'scripts', 'test', 'tsconfig.json', 'package.json'];

/**
 * Brings the clone to where its commands can run: packages as in the lock file, sources built. What is up to date is left
 * alone; two commands at once take turns. Plain Node, as nothing is installed yet.
 * @param {{ say?: (line: string) => void }} [options] `say` gets a line for each step
 */
export async function prepare({ say = console.log } = {}) {
  requireNode();
  process.chdir(ROOT);
  if (isInstalled() && isBuilt()) return;
  await lock(say);
  try {
    if (!isInstalled()) step(say, 'Installing packages from the lock file', install);
    if (!isBuilt()) step(say, 'Building', build);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Fenji needs Node 20.19 or later; this is ${process.versions.node}. See https://nodejs.org/en/download`);
}

/** Whether node_modules holds what the lock file says, by npm's own record of what it installed. */
function isInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const present = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  const differs = Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false;
    // npm leaves out optional packages of other platforms.
    return present[path] ? present[path].version !== entry.version : !entry.optional;
  });
  return !differs && Object.keys(present).every((path) => path in wanted);
}

function packagesOf(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  // The npm that runs this command, when one does; development packages too, as they build.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
    : spawnSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (result.status !== 0) fail('npm ci failed; see above. Is the package registry reachable?');
}

/** Folders count too: one becomes newer when a file in it is added or removed. */
function isBuilt() {
  if (!existsSync(STAMP)) return false;
  const built = statSync(STAMP).mtimeMs;
  return SOURCES.every((source) => newest(join(ROOT, source)) <= built);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function build() {
  const began = new Date();
  // Without a stamp the last build was broken off: what tsc remembers of it may be missing on the disk.
  if (!existsSync(STAMP)) rmSync(join(DIST, '.tsbuildinfo'), { force: true });
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', '.'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) fail('The build failed; see above.');
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const console = ['build', '--config', 'apps/console/vite.config.ts', '--logLevel', 'warn'];
  const built = spawnSync(process.execPath, [vite, ...console], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (built.status !== 0) fail('The build of the console failed; see above.');
  writeFileSync(STAMP, '');
  utimesSync(STAMP, began, began);
}

function step(say, title, work) {
  const began = Date.now();
  say(`• ${title} …`);
  work();
  const seconds = (Date.now() - began) / 1000;
  if (seconds > 1) say(`  ${title}: ${seconds.toFixed(1)} s`);
}

async function lock(say) {
  mkdirSync(DIST, { recursive: true });
  for (let told = false; ; told = true) {
    try {
      const file = openSync(LOCK, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld()) rmSync(LOCK, { force: true });
    else if (!told) say('• Waiting for another command that installs or builds here …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A lock whose process is gone was left by a kill. */
function isHeld() {
  const pid = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
  if (!pid) return existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs < 5_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(message) {
  rmSync(LOCK, { force: true });
  console.error(message);
  process.exit(1);
}
