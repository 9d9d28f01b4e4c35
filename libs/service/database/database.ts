import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { isRetryable } from './retry.js';
import { checkScope, type Scope } from './scope.js';

export { type Scope, SYSTEM } from './scope.js';

const ATTEMPTS = 4;

/** The slice of pg's client that starts and ends a transaction. */
interface Client {
  query(text: string): Promise<unknown>;
}

/** The database of this service: every access goes through a transaction with a scope. */
@Injectable()
export class Database {
  constructor(@Inject(DataSource) readonly dataSource: DataSource) {}

  /**
   * One READ COMMITTED transaction; `now` is business time, read once at its start (architecture §3).
   * Runs again, at most three times, after a serialization failure, a deadlock, or a connection lost before COMMIT was
   * sent. A connection lost during COMMIT is thrown: the outcome is unknown, and the caller repeats under its key.
   */
  async transaction<T>(scope: Scope, work: (tx: EntityManager, now: Date) => Promise<T>): Promise<T> {
    checkScope(scope);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(scope, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  private async attempt<T>(scope: Scope, work: (tx: EntityManager, now: Date) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client: Client = await runner.connect();
      const now = await begin(client, scope);
      join(runner, true);
      const result = await work(runner.manager, now);
      await client.query('COMMIT');
      join(runner, false);
      return result;
    } finally {
      await runner.release();
    }
  }
}

async function begin(client: Client, scope: Scope): Promise<Date> {
  const results = await client.query(
    `BEGIN; SELECT set_config('fenji.county', '${scope.county}', true), set_config('fenji.institution', '${scope.institution}', true), business_now() AS now`,
  );
  return (results as [unknown, { rows: [{ now: Date }] }])[1].rows[0].now;
}

/** Tells TypeORM that a transaction is open, so that its writes join it and nested ones become savepoints. */
function join(runner: QueryRunner, active: boolean): void {
  Object.assign(runner, { isTransactionActive: active, transactionDepth: active ? 1 : 0 });
}
