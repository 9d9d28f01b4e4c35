import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RoomTables1767225600000, SERVICE } from '../../../test/service/room.js';
import { type FreshDatabase, freshDatabase } from '../../../test/system/database.js';
import { migrate } from './migrate.js';
import { appendOnly } from './standard-tables.js';

class Ledger1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE ledger (id int PRIMARY KEY)');
    for (const text of appendOnly(SERVICE, 'ledger')) await runner.query(text);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward'));
  }
}

const MIGRATIONS = [RoomTables1767225600000, Ledger1767225600001];

describe('migrate', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase();
  });

  afterAll(() => fresh.drop());

  const asService = async (text: string) => {
    const client = await fresh.pool.connect();
    try {
      await client.query(
        `BEGIN; SET LOCAL ROLE fenji_${SERVICE}; SET LOCAL fenji.county = '*'; SET LOCAL fenji.institution = '*'`,
      );
      return await client.query(text);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };

  it('lets 20 processes race: each migration runs once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => migrate(fresh.url, SERVICE, MIGRATIONS)));
    const { rows } = await fresh.pool.query(`SELECT name FROM ${SERVICE}.migration ORDER BY id`);
    expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it.each(['access_log', 'ledger'])('lets the service only add to %s', async (table) => {
    const name = `${SERVICE}.${table}`;
    await expect(asService(`UPDATE ${name} SET id = id`)).rejects.toThrow(/permission denied/);
    await expect(asService(`DELETE FROM ${name}`)).rejects.toThrow(/permission denied/);
    await expect(asService(`TRUNCATE ${name}`)).rejects.toThrow(/permission denied/);
  });

  it('refuses the owner too to change what is append-only', async () => {
    await fresh.pool.query(`INSERT INTO ${SERVICE}.ledger VALUES (1)`);
    await expect(fresh.pool.query(`DELETE FROM ${SERVICE}.ledger`)).rejects.toThrow('rows of ledger are never changed');
  });

  it.each(['business_clock', 'demo_marker', 'migration'])('lets the service only read %s', async (table) => {
    await expect(asService(`SELECT * FROM ${SERVICE}.${table}`)).resolves.toBeDefined();
    await expect(asService(`DELETE FROM ${SERVICE}.${table}`)).rejects.toThrow(/permission denied/);
  });
});
