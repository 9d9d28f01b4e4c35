import { connect as dial } from 'amqplib';
import pg from 'pg';
import { testRun } from '../system/run.js';
import { FaultProxy } from './fault-proxy.js';
import { Steps } from './steps.js';
import { AMQP, POSTGRES, type Wire } from './wire.js';

describe('the fault proxy', () => {
  const ends: (() => Promise<unknown>)[] = [];
  const steps = new Steps();
  let deaths: number;

  beforeEach(() => {
    deaths = 0;
    steps.restart();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end().catch(() => undefined);
  });

  const strike = () => {
    deaths += 1;
  };
  const standBefore = async (url: string, wire: Wire) => {
    const proxy = await FaultProxy.before(url, wire, steps);
    ends.push(() => proxy.close());
    return proxy;
  };
  const clientOf = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    await client.connect();
    ends.push(() => client.end());
    return client;
  };

  describe('before PostgreSQL', () => {
    const table = async () => {
      const direct = await clientOf(testRun().databaseUrl);
      await direct.query('DROP TABLE IF EXISTS struck; CREATE TABLE struck (n int)');
      ends.push(() => direct.query('DROP TABLE struck'));
      return async () => (await direct.query<{ n: number }>('SELECT n FROM struck')).rows;
    };

    it('sees each request as one step, however its bytes are cut', async () => {
      const client = await clientOf((await standBefore(testRun().databaseUrl, POSTGRES)).url);
      await client.query('BEGIN');
      await client.query({ name: 'long', text: 'SELECT length($1)', values: ['x'.repeat(300_000)] });
      await client.query({ name: 'long', text: 'SELECT length($1)', values: ['y'] });
      await client.query('COMMIT');
      expect(steps.passed).toEqual(['BEGIN', 'long', 'long', 'COMMIT']);
    });

    it.each([
      ['before', []],
      ['after', [{ n: 1 }]],
    ] as const)('ends a client %s its COMMIT has arrived', async (moment, rows) => {
      const read = await table();
      const client = await clientOf((await standBefore(testRun().databaseUrl, POSTGRES)).url);
      steps.restart({ at: 3, moment, strike });
      await client.query('BEGIN');
      await client.query('INSERT INTO struck VALUES (1)');
      await expect(client.query('COMMIT')).rejects.toThrow();
      expect(deaths).toBe(1);
      // Waits for the end of the other transaction, whichever it is.
      const direct = await clientOf(testRun().databaseUrl);
      await direct.query('BEGIN; LOCK TABLE struck; COMMIT');
      expect(await read()).toEqual(rows);
    });
  });

  describe('before RabbitMQ', () => {
    it('sees publish, confirm, deliver and ack', async () => {
      const proxy = await standBefore(testRun().rabbitmqUrl, AMQP);
      const connection = await dial(proxy.url);
      ends.push(() => connection.close());
      const channel = await connection.createConfirmChannel();
      const { queue } = await channel.assertQueue('', { exclusive: true });
      const delivered = new Promise<void>((resolve) => {
        void channel.consume(queue, (message) => {
          if (message) channel.ack(message);
          resolve();
        });
      });
      channel.sendToQueue(queue, Buffer.alloc(500_000));
      await channel.waitForConfirms();
      await delivered;
      await channel.checkQueue(queue);
      expect([...steps.passed].sort()).toEqual(['ack', 'confirm', 'deliver', 'publish']);
    });

    it('ends a publisher before the broker has the message', async () => {
      const connection = await dial((await standBefore(testRun().rabbitmqUrl, AMQP)).url);
      connection.on('error', () => undefined);
      const channel = await connection.createConfirmChannel();
      channel.on('error', () => undefined);
      steps.restart({ at: 1, moment: 'before', strike });
      channel.sendToQueue('nowhere', Buffer.from('x'));
      await expect(channel.waitForConfirms()).rejects.toThrow();
      expect(deaths).toBe(1);
    });
  });

  it('swallows what is sent, and says nothing', async () => {
    const proxy = await standBefore(testRun().databaseUrl, POSTGRES);
    const client = await clientOf(proxy.url);
    proxy.swallow();
    const answer = client.query('SELECT 1').then(
      () => 'answered',
      () => 'ended',
    );
    const direct = await clientOf(testRun().databaseUrl);
    await direct.query('SELECT 1');
    expect(await Promise.race([answer, Promise.resolve('silence')])).toBe('silence');
    proxy.accept();
    expect(await answer).toBe('ended');
  });
});
