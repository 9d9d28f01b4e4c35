import { type Channel, type ChannelModel, connect } from 'amqplib';
import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageName } from '#contracts/catalogue.js';
import { SERVICES } from '#contracts/codes.js';
import { committed } from '#messaging/commit.js';
import { inboxTables } from '#messaging/inbox.tables.js';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { outboxTables } from '#messaging/outbox.tables.js';
import { DEAD_LETTERS, EVENTS } from '#messaging/topology.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { testRun } from '../system/run.js';

const DELAYS = [1, 5, 60, 600, 3600];

/** A database and a virtual host for one spec file: real PostgreSQL, real RabbitMQ, no leftovers. */
export class Room {
  private constructor(
    readonly dataSource: DataSource,
    private readonly fresh: FreshDatabase,
    readonly brokerUrl: string,
    readonly broker: ChannelModel,
    readonly channel: Channel,
  ) {}

  static async open(): Promise<Room> {
    const fresh = await freshDatabase();
    const dataSource = await new DataSource({ type: 'postgres', url: fresh.url, extra: { max: 4 } }).initialize();
    for (const statement of [...outboxTables, ...inboxTables]) await dataSource.query(statement);

    const address = new URL(testRun().rabbitmqUrl);
    address.pathname = `/jest-${process.env.JEST_WORKER_ID ?? '1'}`;
    const broker = await connect(address.href, { noDelay: true });
    const room = new Room(dataSource, fresh, address.href, broker, await broker.createChannel());
    await room.clearBroker();
    return room;
  }

  async close(): Promise<void> {
    await this.clearBroker();
    await this.broker.close();
    await this.dataSource.destroy();
    await this.fresh.drop();
  }

  get pool(): pg.Pool {
    return this.fresh.pool;
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
    await this.clearQueues();
    for (const exchange of [EVENTS, DEAD_LETTERS]) await this.channel.deleteExchange(exchange);
  }

  /** Removes the queues of all services, and with them their bindings. */
  async clearQueues(): Promise<void> {
    for (const service of SERVICES) {
      const queue = `fenji.${service}.v1`;
      const queues = [queue, `${queue}.dead`, ...DELAYS.map((seconds) => `${queue}.retry.${seconds}`)];
      for (const name of queues) await this.channel.deleteQueue(name);
    }
  }
}
