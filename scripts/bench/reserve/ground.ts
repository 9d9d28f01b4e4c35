import pg from 'pg';
import type { DataSource } from 'typeorm';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { migrate } from '#service/database/migrate.js';
import { supplyEntities } from '../../../apps/reservation/entities.js';
import { migrations } from '../../../apps/reservation/migrations/index.js';
import { SupplyPolicies } from '../../../apps/reservation/policy/policies.js';
import type { Draft } from '../../../apps/reservation/supply/publication.js';
import { publish } from '../../../apps/reservation/supply/publish.js';
import type { Session } from '../../../apps/reservation/supply/session.entity.js';
import { Door } from '../../../apps/reservation/unit/door.js';
import { databaseAt, withClient } from '../../launch/database.js';

export const COUNTY = '990101';
export const HOSPITAL = '990101H01';
const SERVICE = 'reservation';
const MODEL = 'bench_reserve_model';

/** The reservation service's parts on a database of their own: no HTTP, no broker, nobody else. */
export class Ground {
  private constructor(
    readonly url: string,
    readonly database: Database,
    private readonly source: DataSource,
  ) {}

  /** @param connections of the pool; a door keeps one of them busy */
  static async open(url: string, connections: number): Promise<Ground> {
    const options = { url, service: SERVICE, entities: supplyEntities, poolSize: connections };
    const source = await serviceDataSource(options).initialize();
    return new Ground(url, new Database(source), source);
  }

  get pool(): pg.Pool {
    return this.database.pool;
  }

  /** A service process has one door; several stand for as many transactions at a time. */
  door(): Door {
    return new Door(this.database, new SupplyPolicies());
  }

  publish(drafts: readonly Draft[]): Promise<Session[]> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const publisher = { county: COUNTY, institution: HOSPITAL, account: 'his-adapter' };
      return (await publish(tx, now, publisher, drafts)).map(({ session }) => session);
    });
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}

/** A migrated, empty database of the reservation service, as a model for others. @returns the address of the model */
export async function makeModel(serverUrl: string): Promise<string> {
  const url = databaseAt(serverUrl, MODEL);
  await dropDatabase(serverUrl, MODEL);
  await withClient(databaseAt(serverUrl, 'postgres'), (client) => client.query(`CREATE DATABASE ${MODEL}`));
  await migrate(url, SERVICE, migrations);
  return url;
}

/** A copy of a database that nobody is connected to: same rows, same statistics. */
export async function copyOf(modelUrl: string, name: string): Promise<string> {
  const model = pg.escapeIdentifier(new URL(modelUrl).pathname.slice(1));
  await dropDatabase(modelUrl, name);
  await withClient(databaseAt(modelUrl, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${model} STRATEGY file_copy`),
  );
  return databaseAt(modelUrl, name);
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(databaseAt(serverUrl, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  );
}
