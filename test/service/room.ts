import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { type Entities, serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import { migrate } from '#service/database/migrate.js';
import { scopePolicy, standardTables } from '#service/database/standard-tables.js';
import { policyTables } from '#service/rules/policy.store.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';

/** The smallest service there is: the standard tables and one table of its own with row-level security. */
export const SERVICE = 'referral' as const;

const OWN_TABLES = [
  'CREATE TABLE note (county char(6) NOT NULL, id int NOT NULL, institution text NOT NULL, words text NOT NULL, PRIMARY KEY (county, id))',
  ...scopePolicy(SERVICE, 'note', { county: ['county'], institution: ['institution'] }),
];

export class RoomTables1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of [...standardTables(SERVICE), ...policyTables, ...OWN_TABLES]) await runner.query(text);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward'));
  }
}

/** A service's database for one spec file. */
export interface Room {
  /** The service's own view of it. */
  database: Database;
  /** The superuser's. */
  fresh: FreshDatabase;
  close(): Promise<void>;
}

export async function openRoom(entities: Entities = [], poolSize = 4): Promise<Room> {
  const fresh = await freshDatabase();
  await migrate(fresh.url, SERVICE, [RoomTables1767225600000]);
  const source = await serviceDataSource({ url: fresh.url, service: SERVICE, entities, poolSize }).initialize();
  const close = async () => {
    await source.destroy();
    await fresh.drop();
  };
  return { database: new Database(source), fresh, close };
}

/** Rows of a statement inside a transaction of the service. */
export async function rowsOf<Row>(tx: EntityManager, text: string, values: unknown[] = []): Promise<Row[]> {
  return tx.query(text, values) as Promise<Row[]>;
}
