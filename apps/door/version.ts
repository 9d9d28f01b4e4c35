import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Injection token of the product's version. */
export const VERSION = Symbol('version');

/** The version of the package; processes start in the root of the project. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
