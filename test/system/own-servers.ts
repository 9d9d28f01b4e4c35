import { chooseBroker } from '../../scripts/launch/broker.js';
import type { DataFolder } from '../../scripts/launch/folder.js';
import { freePort } from '../../scripts/launch/ports.js';
import { Postgres } from '../../scripts/launch/postgres.js';
import type { Progress } from '../../scripts/launch/progress.js';
import type { Supervisor } from '../../scripts/launch/supervisor.js';

/** Where a database server and a broker answer: for the superuser, and for a user who may do all in each virtual host. */
export interface ServerAddresses {
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
}

/**
 * Starts a private PostgreSQL and RabbitMQ below the folder, under the supervisor.
 * @param options.installedIn folder where other servers of this machine have RabbitMQ unpacked
 */
export async function startServers(
  supervisor: Supervisor,
  folder: DataFolder,
  progress: Progress,
  options: { vhosts?: readonly string[]; installedIn?: string } = {},
): Promise<ServerAddresses> {
  const postgres = new Postgres(folder, await freePort());
  const ready = supervisor.run([postgres]);
  const ports = { amqp: await freePort(), distribution: await freePort(), epmd: await freePort() };
  const broker = await chooseBroker(folder, ports, progress, options);
  await progress.step('Starting PostgreSQL and RabbitMQ for the tests', async () => {
    await ready;
    await supervisor.run(broker.first);
    await supervisor.run([broker.program]);
  });
  return { databaseUrl: postgres.url('postgres'), rabbitmqUrl: broker.url() };
}
