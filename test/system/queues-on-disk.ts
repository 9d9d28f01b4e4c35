import { existsSync, readFileSync } from 'node:fs';
import { pause } from '../../scripts/launch/processes.js';

/** Of the header of an Erlang disk table, version 9: 0 while a change has not been saved. */
const SAVED_AT = 8;

/**
 * Resolves when a private node has the registrations of its quorum queues on the disk. RabbitMQ saves them about a second
 * after a queue was declared; a queue of a node killed before that comes back without a leader (3.10.8).
 * @param home the data folder of the node's Fenji
 */
export async function queuesOnDisk(home: string, names: readonly string[], patienceMs = 20_000): Promise<void> {
  const file = `${home}/rabbitmq/node/mnesia/fenji@localhost/quorum/fenji@localhost/names.dets`;
  const until = Date.now() + patienceMs;
  while (!areSaved(file, names)) {
    if (Date.now() > until) throw new Error(`the queues ${names.join(', ')} are not in ${file}`);
    await pause(50);
  }
}

function areSaved(file: string, names: readonly string[]): boolean {
  if (!existsSync(file)) return false;
  const table = readFileSync(file);
  return (
    table.length > SAVED_AT + 4 && table.readUInt32BE(SAVED_AT) !== 0 && names.every((name) => table.includes(name))
  );
}
