import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApi } from './asyncapi.js';
import { notificationMatrix } from './notification-matrix.js';
import { openApi, typesOf } from './openapi.js';
import { referralStates } from './referral-states.js';

/**
 * Writes the documents that follow from the code, or with `--check` says which of them are out of date. The types of the
 * API, from which the console is checked, are made anew each time.
 */
async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const documents: [string, string][] = [
    [join('docs', 'messages.asyncapi.yaml'), await asyncApi(version)],
    [join('docs', 'referral-states.md'), referralStates()],
    [join('docs', 'notification-matrix.md'), notificationMatrix()],
  ];
  writeFileSync(join('dist', 'openapi.d.ts'), await typesOf(await openApi(version)));
  if (process.argv.includes('--check')) check(documents);
  else for (const [file, text] of documents) writeFileSync(file, text);
}

function check(documents: [string, string][]): void {
  const stale = documents.filter(([file, text]) => current(file) !== text).map(([file]) => file);
  if (stale.length === 0) return;
  console.error(`Out of date, run "npm run docs": ${stale.join(', ')}`);
  process.exitCode = 1;
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

await main();
