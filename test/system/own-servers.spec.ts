import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { withClient } from '../../scripts/launch/database.js';
import { DataFolder } from '../../scripts/launch/folder.js';
import { Progress } from '../../scripts/launch/progress.js';
import { Supervisor } from '../../scripts/launch/supervisor.js';
import { type ServerAddresses, startServers } from './own-servers.js';
import { queuesOnDisk } from './queues-on-disk.js';
import { testRun } from './run.js';
import { noteProcesses } from './strays.js';

describe('the private servers', () => {
  const id = randomUUID().slice(0, 8);
  const folder = DataFolder.open(join(testRun().path, `servers-${id}`));
  let supervisor: Supervisor;
  let addresses: ServerAddresses;
  let heard: ((line: string) => unknown) | undefined;

  beforeAll(async () => {
    supervisor = new Supervisor((line) => heard?.(line), noteProcesses(testRun().path, id));
    const silent = new Progress(() => undefined);
    addresses = await startServers(supervisor, folder, silent, { installedIn: join(testRun().path, 'rabbitmq') });
  });

  afterAll(async () => {
    await supervisor.stop();
    folder.remove();
  });

  it('keep what was committed through kill -9 of PostgreSQL', async () => {
    await query('CREATE TABLE kept AS SELECT 42 AS answer');
    await killed('PostgreSQL');
    expect(await query('SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('keep a persistent message of a quorum queue through kill -9 of RabbitMQ', async () => {
    await withChannel(async (channel) => {
      await channel.assertQueue('kept', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      channel.sendToQueue('kept', Buffer.from('42'), { persistent: true });
      await channel.waitForConfirms();
    });
    await queuesOnDisk(folder.path, ['kept']);
    await killed('RabbitMQ');
    await withChannel(async (channel) => {
      const message = await channel.get('kept', { noAck: true });
      expect(message ? message.content.toString() : 'nothing').toBe('42');
    });
  });

  async function query(text: string): Promise<unknown[]> {
    return withClient(addresses.databaseUrl, async (client) => (await client.query(text)).rows);
  }

  async function withChannel(
    work: (channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createConfirmChannel']>>) => Promise<void>,
  ) {
    const connection = await connect(addresses.rabbitmqUrl, { noDelay: true });
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    await work(channel);
    await connection.close();
  }

  /** Kills a server and resolves when it serves again, by what the supervisor says. */
  function killed(name: string): Promise<void> {
    const back = new Promise<void>((resolve) => {
      heard = (line) => line.startsWith(`${name} is up again`) && resolve();
    });
    supervisor.kill(name, 'SIGKILL');
    return back;
  }
});
