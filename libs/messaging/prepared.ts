import type { EntityManager } from 'typeorm';

/** A hot statement: named, so that PostgreSQL parses and plans it once a connection. */
export interface Statement {
  /** Unique in the process; one name always has the same text. */
  readonly name: string;
  readonly text: string;
}

/** What a client and a pool of `pg` have in common. */
export interface Queryable {
  query(config: {
    name: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/**
 * Runs a prepared statement on the connection of the transaction. TypeORM's own `query` knows no named
 * statements, hence the way round it; the rows come back as `pg` gives them.
 */
export async function run<Row>(tx: EntityManager, statement: Statement, values: readonly unknown[]): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error(`${statement.name}: outside of a transaction`);
  const client: Queryable = await tx.queryRunner.connect();
  return runOn<Row>(client, statement, values);
}

/** Runs a prepared statement by itself: a transaction of its own. */
export async function runOn<Row>(client: Queryable, statement: Statement, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await client.query({ name: statement.name, text: statement.text, values: [...values] });
  return rows as Row[];
}
