import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { hasApt, libraryFolders, missingLibraries, unpackPackages } from './debian-packages.js';

const run = promisify(execFile);

/** A RabbitMQ that can be started: the installed one, or Debian's packages unpacked into a folder of ours. */
export interface RabbitInstallation {
  /** Folder with the `rabbitmq-server` script itself, not Debian's wrapper that changes the user. */
  readonly sbin: string;
  /** Folder with `erl` and `epmd`. */
  readonly erlangBin: string;
  /** What its programs need in their environment. */
  readonly env: NodeJS.ProcessEnv;
}

export const RABBIT_PACKAGES = (
  'rabbitmq-server erlang-base erlang-crypto erlang-eldap erlang-inets erlang-mnesia erlang-os-mon erlang-parsetools ' +
  'erlang-public-key erlang-runtime-tools erlang-ssl erlang-syntax-tools erlang-tools erlang-xmerl erlang-asn1 ' +
  'erlang-ftp erlang-tftp erlang-snmp'
).split(' ');

/** The package of each library that a slim image may lack, by the beginning of the library's name. */
const LIBRARY_PACKAGES = new Map([
  ['libtinfo.', 'libtinfo6'],
  ['libz.', 'zlib1g'],
  ['libstdc++.', 'libstdc++6'],
  ['libgcc_s.', 'libgcc-s1'],
  ['libcrypto.', 'libssl3'],
  ['libssl.', 'libssl3'],
  ['libsystemd.', 'libsystemd0'],
]);

/** The RabbitMQ that is installed on this machine; undefined when there is none. */
export function findInstalled(): RabbitInstallation | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const sbin = ['/usr/lib/rabbitmq/bin', ...path].find((folder) => existsSync(join(folder, 'rabbitmq-server')));
  const erlangBin = [...path, '/usr/bin', '/usr/lib/erlang/bin'].find((folder) => existsSync(join(folder, 'epmd')));
  return sbin && erlangBin ? { sbin, erlangBin, env: {} } : undefined;
}

/** What an earlier start unpacked into the folder; undefined when it is absent or was broken off. */
export function findUnpacked(folder: string): RabbitInstallation | undefined {
  // Erlang's start script holds its own absolute path: a folder that was moved is unpacked anew.
  const complete = join(folder, 'complete');
  return existsSync(complete) && readFileSync(complete, 'utf8') === folder ? installationIn(folder) : undefined;
}

/**
 * Unpacks RabbitMQ and Erlang below the folder, without root.
 * @throws Error when the packages cannot be fetched, or when Erlang does not start with them
 */
export async function unpackRabbit(folder: string): Promise<RabbitInstallation> {
  if (!hasApt()) throw new Error('there is no apt-get');
  const root = join(folder, 'root');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  await unpackPackages(RABBIT_PACKAGES, root);
  moveErlangHome(root);
  await addLibraries(root);
  const installation = installationIn(folder);
  const env = { ...process.env, ...installation.env };
  await run(join(installation.erlangBin, 'erl'), ['-noshell', '-eval', 'ok = crypto:start(), halt(0).'], {
    env,
    timeout: 30_000,
  });
  writeFileSync(join(folder, 'complete'), folder);
  return installation;
}

function installationIn(folder: string): RabbitInstallation {
  const servers = join(folder, 'root/usr/lib/rabbitmq/lib');
  const version = readdirSync(servers).find((name) => name.startsWith('rabbitmq_server-'));
  if (!version) throw new Error(`no RabbitMQ in ${servers}`);
  const libraries = libraryFolders(join(folder, 'root'));
  const env = libraries.length > 0 ? { LD_LIBRARY_PATH: libraries.join(delimiter) } : {};
  return { sbin: join(servers, version, 'sbin'), erlangBin: join(folder, 'root/usr/lib/erlang/bin'), env };
}

/** Debian's start scripts of Erlang have its folder hard-wired. */
function moveErlangHome(root: string): void {
  const home = join(root, 'usr/lib/erlang');
  const runtime = readdirSync(home).find((name) => name.startsWith('erts-')) ?? '';
  for (const script of [join(home, 'bin/erl'), join(home, runtime, 'bin/erl')]) {
    writeFileSync(script, readFileSync(script, 'utf8').replace('ROOTDIR=/usr/lib/erlang', `ROOTDIR="${home}"`));
  }
}

/** Unpacks the libraries that this system lacks beside the rest. */
async function addLibraries(root: string): Promise<void> {
  const home = join(root, 'usr/lib/erlang');
  const programs = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(\/beam\.smp|\/epmd|\/crypto\.so)$/.test(name))
    .map((name) => join(home, name));
  const missing = missingLibraries(programs);
  const names = missing.map((library) => [...LIBRARY_PACKAGES].find(([start]) => library.startsWith(start))?.[1]);
  if (names.includes(undefined)) throw new Error(`Erlang needs ${missing.join(', ')}, which this system does not have`);
  if (missing.length > 0) await unpackPackages([...new Set(names as string[])], root);
}
