import { SERVICES } from '#contracts/codes.js';
import { withTimeLimit } from '#messaging/time-limit.js';
import { depthsOf } from './queues.js';
import type { System } from './system.js';

/** Where the symptoms of a system are read. */
export type Witness = Pick<System, 'amqpUrl' | 'database' | 'logOf'>;

const PATIENCE_MS = 5_000;
const LAST_LINES = 15;

const UNPUBLISHED = ['referral', 'reservation']
  .map(
    (schema) => `
      SELECT '${schema}' AS outbox, name, attempts, last_error, count(*)::int AS rows
        FROM ${schema}.outbox WHERE published_at IS NULL GROUP BY name, attempts, last_error`,
  )
  .join(' UNION ALL ');

declare global {
  /** Called by jest's environment at the first failure in a spec file (environment.cjs). */
  var tellSymptoms: (() => Promise<void>) | undefined;
}

/** Prints {@link symptomsOf} the system once a spec fails, until the returned function is called. */
export function tellOnFailure(system: Witness): () => Promise<void> {
  // Not by jest's console: it prints that, with stacks, between the name of the spec and what failed in it.
  globalThis.tellSymptoms = async () => void process.stderr.write(`${await symptomsOf(system)}\n`);
  return async () => {
    globalThis.tellSymptoms = undefined;
  };
}

/** What a system shows from outside: messages in its queues, rows left in an outbox and why, warnings in its logs. */
export async function symptomsOf(system: Witness): Promise<string> {
  const parts = [
    part('messages in queues', async () => (await depthsOf(system)).filter(([, messages]) => messages > 0)),
    part('unpublished', async () => (await system.database.query<object>(UNPUBLISHED)).rows),
    ...[...SERVICES, 'door' as const].map((name) =>
      part(`warnings of ${name}`, async () => warnings(system.logOf(name))),
    ),
  ];
  return (await Promise.all(parts)).join('\n');
}

/** A part of the system may be dead or deaf: then that is the symptom. */
async function part(title: string, look: () => Promise<unknown[]>): Promise<string> {
  const lines = await withTimeLimit(look(), PATIENCE_MS, 'NO_ANSWER').catch((error: unknown) => [String(error)]);
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return [`${title}:`, ...(texts.length > 0 ? texts : ['none'])].join('\n  ');
}

/** The last lines that are more than information; what is no JSON comes from a crash. */
function warnings(log: string): string[] {
  const lines = log.split('\n').filter((line) => line !== '' && !/^\{"level":"(trace|debug|info)"/.test(line));
  return lines.slice(-LAST_LINES);
}
