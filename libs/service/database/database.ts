import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { committed } from '#messaging/commit.js';
import { acceptCompanions, companionsOf } from '#messaging/with-commit.js';
import { isConnectionLost, isRetryable } from './retry.js';
import { checkScope, isSystem, type Scope } from './scope.js';
import { Turnstile } from './turnstile.js';

export { type Scope, SYSTEM } from './scope.js';

const ATTEMPTS = 4;

const DRIVERS_POOL_SIZE = 10;
/**
 * The share of the connections that callers of the API may take. A message that finds none is put off for seconds, then
 * minutes, and a rush of hundreds would delay the very answers that it waits for.
 */
const SHARE_OF_CALLERS = 0.75;
/** As long as the API lets a caller wait. */
const PATIENCE_MILLISECONDS = 10_000;

/** The plan that a connection keeps for a statement is taken whatever its values are. */
const KEEP_PLANS = 'SET LOCAL plan_cache_mode = force_generic_plan';

/** The slice of pg's client that starts and ends a transaction. */
interface Client {
  query(text: string): Promise<unknown>;
  /** The pool drops a client that was ended. */
  end(done: () => void): void;
}

/** A connection was lost while COMMIT was under way: whether the work is done only its key or inbox row can tell. */
export class OutcomeUnknown extends Error {
  readonly code = '08007';
}

/** The database of this service: every access goes through a transaction with a scope. */
@Injectable()
export class Database {
  private readonly callers: Turnstile;

  constructor(@Inject(DataSource) readonly dataSource: DataSource) {
    const connections = dataSource.options.poolSize ?? DRIVERS_POOL_SIZE;
    this.callers = new Turnstile(Math.max(1, Math.floor(connections * SHARE_OF_CALLERS)), PATIENCE_MILLISECONDS);
  }

  /** The pool below TypeORM, for statements that are a transaction of their own (relay, metrics, health). */
  get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }

  /**
   * One READ COMMITTED transaction; `now` is business time, read once at its start (architecture §3).
   * The work runs again, at most three times, after a serialization failure, a deadlock, or a connection lost before
   * COMMIT was sent, so it must change nothing outside of the transaction.
   * @throws OutcomeUnknown for a connection lost during COMMIT: the caller repeats under its key
   */
  transaction<T>(scope: Scope, work: (tx: EntityManager, now: Date) => Promise<T>): Promise<T> {
    return this.transactionWith(scope, undefined, work);
  }

  /**
   * As {@link transaction}, for a batch that finds its rows by lists of keys. PostgreSQL counts a list that it does not
   * know yet as ten rows, so it would plan each statement anew for each shorter list, and come to the same plan.
   */
  batch<T>(scope: Scope, work: (tx: EntityManager, now: Date) => Promise<T>): Promise<T> {
    return this.transactionWith(scope, KEEP_PLANS, work);
  }

  /** As {@link transaction}; a first statement, its values in its text, travels with BEGIN: the work gets its rows. */
  async transactionWith<Row, T>(
    scope: Scope,
    first: string | undefined,
    work: (tx: EntityManager, now: Date, rows: Row[]) => Promise<T>,
  ): Promise<T> {
    checkScope(scope);
    const repeatedly = () => this.attempts(scope, first, work);
    return isSystem(scope) ? repeatedly() : this.callers.pass(repeatedly);
  }

  /** Whether the database answers in time. */
  async answersWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const answer = this.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  private async attempts<Row, T>(
    scope: Scope,
    first: string | undefined,
    work: (tx: EntityManager, now: Date, rows: Row[]) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(scope, first, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  private async attempt<Row, T>(
    scope: Scope,
    first: string | undefined,
    work: (tx: EntityManager, now: Date, rows: Row[]) => Promise<T>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client: Client = await runner.connect();
    try {
      const { now, rows } = await begin<Row>(client, scope, first);
      markTransaction(runner, true);
      acceptCompanions(runner.manager);
      const result = await work(runner.manager, now, rows);
      await commit(client, companionsOf(runner.manager));
      markTransaction(runner, false);
      committed(runner.manager);
      return result;
    } catch (error) {
      await rollback(client, error);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

interface Begun<Row> {
  now: Date;
  rows: Row[];
}

/** One round trip: transaction, scope for the row-level security, business time. The scope was checked before. */
async function begin<Row>(client: Client, { county, institution }: Scope, first?: string): Promise<Begun<Row>> {
  const results = (await client.query(
    `BEGIN; SELECT set_config('fenji.county', '${county}', true), set_config('fenji.institution', '${institution}', true),
                   business_now() AS now${first ? `; ${first}` : ''}`,
  )) as [unknown, { rows: [{ now: Date }] }, { rows: Row[] }?];
  return { now: results[1].rows[0].now, rows: results[2]?.rows ?? [] };
}

/** PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, and no error: work that swallowed one. */
async function commit(client: Client, companions: readonly string[]): Promise<void> {
  let answer: unknown;
  try {
    answer = await client.query([...companions, 'COMMIT'].join('; '));
  } catch (error) {
    throw isConnectionLost(error) ? new OutcomeUnknown('Connection lost during COMMIT', { cause: error }) : error;
  }
  const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
  if ((last as { command: string }).command !== 'COMMIT')
    throw new Error('A failed statement was ignored: rolled back');
}

/** Leaves no open transaction on the connection: rolled back, or lost, and then the pool must not hand it out again. */
async function rollback(client: Client, cause: unknown): Promise<void> {
  const lost = cause instanceof OutcomeUnknown || isConnectionLost(cause);
  const clean =
    !lost &&
    (await client.query('ROLLBACK').then(
      () => true,
      () => false,
    ));
  if (!clean) client.end(() => undefined);
}

/** Tells TypeORM that a transaction is open: its writes join it, a nested one becomes a savepoint. */
function markTransaction(runner: QueryRunner, active: boolean): void {
  Object.assign(runner, { isTransactionActive: active, transactionDepth: active ? 1 : 0 });
}
