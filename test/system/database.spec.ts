import { type FreshDatabase, freshDatabase } from './database.js';

describe('the servers of the test run', () => {
  let database: FreshDatabase | undefined;

  afterEach(() => database?.drop());

  it('give each spec a database of its own', async () => {
    database = await freshDatabase();
    const { rows } = await database.pool.query<{ name: string }>('SELECT current_database() AS name');
    expect(rows[0]?.name).toMatch(/^test_/);
  });

  it('give a spec the tables of one service', async () => {
    database = await freshDatabase('referral');
    const { rows } = await database.pool.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'referral'`);
    expect(rows.length).toBeGreaterThan(5);
  });
});
