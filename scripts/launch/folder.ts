import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const MARK = 'ABOUT.txt';
const ABOUT = 'Data of a local Fenji: database, broker, secrets, logs. `npm run reset` removes this folder.\n';
const LOG_LIMIT_BYTES = 20_000_000;
const LAST_LINES = 15;

/** The one folder that holds all that a local Fenji keeps (FENJI_DATA, default `.fenji`). */
export class DataFolder {
  private constructor(readonly path: string) {}

  /** Opens the folder and creates it where it is missing. It is readable so that PostgreSQL's own user may pass. */
  static open(path = process.env.FENJI_DATA || '.fenji'): DataFolder {
    const folder = new DataFolder(resolve(path));
    mkdirSync(folder.path, { recursive: true });
    if (!existsSync(folder.at(MARK))) {
      chmodSync(folder.path, 0o755);
      writeFileSync(folder.at(MARK), ABOUT);
    }
    return folder;
  }

  /** The folder if a launcher made it; undefined for any other, so that nothing else is ever removed. */
  static find(path = process.env.FENJI_DATA || '.fenji'): DataFolder | undefined {
    const folder = new DataFolder(resolve(path));
    return existsSync(folder.at(MARK)) ? folder : undefined;
  }

  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Removes the folder, and what PostgreSQL had to keep outside of it. */
  remove(): void {
    const outside = this.at('postgres');
    const isLink = lstatSync(outside, { throwIfNoEntry: false })?.isSymbolicLink();
    if (isLink) rmSync(readlinkSync(outside), { recursive: true, force: true });
    rmSync(this.path, { recursive: true, force: true });
  }

  /** A secret that is made once and kept, readable by its owner alone. */
  secret(name: string, make: () => string = () => randomBytes(24).toString('hex')): string {
    mkdirSync(this.at('secrets'), { recursive: true, mode: 0o700 });
    const file = this.at('secrets', name);
    if (!existsSync(file)) writePrivate(file, make());
    return readFileSync(file, 'utf8');
  }

  /** An open log file to append to; a long one is put aside first. */
  log(name: string): number {
    mkdirSync(this.at('logs'), { recursive: true });
    const file = this.logFile(name);
    if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.old`);
    return openSync(file, 'a', 0o600);
  }

  logFile(name: string): string {
    return this.at('logs', `${name}.log`);
  }

  /** The ports of the last launch: the same ones are taken again where they are free, so that addresses stay. */
  lastPorts(): Record<string, number> {
    return readJson(this.at('ports.json')) ?? {};
  }

  keepPorts(ports: Record<string, number>): void {
    writePrivate(this.at('ports.json'), JSON.stringify(ports));
  }
}

/** Writes a file that only its owner may read, in one step. */
export function writePrivate(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The content of a JSON file; undefined when it is absent or was cut off by a crash. */
export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where a log is and how it ends, for a message about a program that failed. */
export function endOfLog(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST_LINES) : [];
  return [`Its log ${file} ends:`, ...lines].join('\n');
}
