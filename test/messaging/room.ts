import { randomUUID } from 'node:crypto';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageName } from '#contracts/catalogue.js';
import { committed } from '#messaging/commit.js';
import { inboxTables } from '#messaging/inbox.tables.js';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { outboxTables } from '#messaging/outbox.tables.js';
import { DEAD_LETTERS, EVENTS } from '#messaging/topology.js';

const SERVICES = ['referral', 'reservation', 'notification'] as const;
const DELAYS = [1, 5, 60, 600, 3600];

/** A database and a virtual host for one spec file: real PostgreSQL, real RabbitMQ, no leftovers. */
export class Room {
  private constructor(
    readonly dataSource: DataSource,
    readonly pool: pg.Pool,
    readonly brokerUrl: string,
    readonly broker: ChannelModel,
    readonly channel: Channel,
  ) {}

  static async open(): Promise<Room> {
    const database = `messaging_${randomUUID().slice(0, 8)}`;
    const server = new URL(process.env.DATABASE_URL ?? 'postgres://postgres:devpw@127.0.0.1:25432/postgres');
    await asAdministrator(server.href, `CREATE DATABASE ${database}`);
    server.pathname = `/${database}`;
    const dataSource = await new DataSource({ type: 'postgres', url: server.href, extra: { max: 4 } }).initialize();
    for (const statement of [...outboxTables, ...inboxTables]) await dataSource.query(statement);

    const address = new URL(process.env.RABBITMQ_URL ?? 'amqp://guest:guest@127.0.0.1:25699/');
    address.pathname = `/jest-${process.env.JEST_WORKER_ID ?? '1'}`;
    const broker = await connect(address.href, { noDelay: true });
    const room = new Room(
      dataSource,
      new pg.Pool({ connectionString: server.href, max: 4 }),
      address.href,
      broker,
      await broker.createChannel(),
    );
    await room.clearBroker();
    return room;
  }

  async close(): Promise<void> {
    await this.clearBroker();
    await this.broker.close();
    const { database } = this.dataSource.driver;
    const { url } = this.dataSource.options as { url: string };
    await this.pool.end();
    await this.dataSource.destroy();
    const server = new URL(url);
    server.pathname = '/postgres';
    await asAdministrator(server.href, `DROP DATABASE ${database}`);
  }

  /** Runs `work` in a transaction and wakes the relay after its COMMIT, as libs/service does. */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    let manager: EntityManager | undefined;
    const result = await this.dataSource.transaction((tx) => {
      manager = tx;
      return work(tx);
    });
    committed(manager!);
    return result;
  }

  /** Writes one event to the outbox and commits. */
  async emit(message: NewMessage<MessageName>): Promise<void> {
    await this.transaction((tx) => addToOutbox(tx, [message]));
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query(text, values);
    return rows as Row[];
  }

  /** Removes everything that Fenji declares on a broker. */
  async clearBroker(): Promise<void> {
    for (const service of SERVICES) {
      const queue = `fenji.${service}.v1`;
      const queues = [queue, `${queue}.dead`, ...DELAYS.map((seconds) => `${queue}.retry.${seconds}`)];
      for (const name of queues) await this.channel.deleteQueue(name);
    }
    for (const exchange of [EVENTS, DEAD_LETTERS]) await this.channel.deleteExchange(exchange);
  }
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
