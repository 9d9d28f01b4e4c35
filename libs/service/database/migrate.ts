import { DataSource, type MigrationInterface } from 'typeorm';
import { roleOf } from './data-source.js';

export type Migration = new () => MigrationInterface;

/** One lock for all services: roles belong to the whole cluster, and CREATE ROLE has no IF NOT EXISTS. */
const LOCK = 4_202_611;

/**
 * Brings the schema of one service up to date: creates schema and role, runs what is missing of `migrations`, renews the
 * grants. Any number of processes may call it at once; an advisory lock lets one after the other in.
 */
export async function migrate(url: string, service: string, migrations: Migration[]): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: service,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 2,
    applicationName: `fenji-migrate-${service}`,
    extra: { options: `-c search_path=${service}` },
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    for (const text of prepareSchema(service)) await runner.query(text);
    await source.runMigrations();
    for (const text of grants(service)) await runner.query(text);
  } finally {
    // The lock belongs to the session and ends with it.
    await runner.release();
    await source.destroy();
  }
}

function prepareSchema(service: string): string[] {
  const role = roleOf(service);
  return [
    `CREATE SCHEMA IF NOT EXISTS ${service}`,
    `DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
       IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN GRANT ${role} TO current_user; END IF;
     END $$`,
  ];
}

/** The service may write everywhere but in append-only tables (trigger `append_only`), the clock and the ledger of migrations. */
function grants(service: string): string[] {
  const role = roleOf(service);
  return [
    `GRANT USAGE ON SCHEMA ${service} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${service} TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${service} TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${service} TO ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${service}.migration FROM ${role}`,
    `DO $$ DECLARE name text; BEGIN
       FOR name IN SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                    WHERE tgname = 'append_only' AND relnamespace = '${service}'::regnamespace LOOP
         EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM ${role}', name);
       END LOOP;
       FOR name IN SELECT format('${service}.%I', relname) FROM pg_class
                    WHERE relnamespace = '${service}'::regnamespace AND relname IN ('business_clock', 'demo_marker') LOOP
         EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %s FROM ${role}', name);
       END LOOP;
     END $$`,
  ];
}
