import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { scopeOf } from '../auth/scope-of.js';
import { Database, type Scope } from '../database/database.js';
import { sqlState } from '../database/retry.js';
import { Problem } from '../problem/problem.js';
import { claimKey, readAnswer, storeAnswer } from './idempotency.store.js';
import type { Answer, Write } from './write.js';

const LOCK_NOT_AVAILABLE = '55P03';

/** Runs the writes of the public API, each once for its key (domain §4.8 V09). */
@Injectable()
export class Writes {
  constructor(private readonly database: Database) {}

  /**
   * One transaction: the key's row, the work, the stored answer. The same key and body again gets the first answer.
   * A problem thrown by the work rolls all of it back, so the request may be repeated under its key.
   * @throws Problem 422 `KEY_REUSED` for another body, 409 `KEY_IN_PROGRESS` while the first request still runs
   */
  async perform<T>(write: Write, work: (tx: EntityManager, now: Date) => Promise<Answer<T>>, scope: Scope = scopeOf(write.principal)): Promise<Answer<T>> {
    return this.database.transaction(scope, async (tx, now) => {
      if (!(await this.claim(tx, write))) return this.replay<T>(tx, write);
      const answer = await work(tx, now);
      if (answer.status < 200 || answer.status > 299) throw new Error('Only 2xx answers are stored; throw a Problem instead');
      await storeAnswer(tx, write, answer);
      return answer;
    });
  }

  /** Stores a later, better answer for the key: what `Prefer: wait` was waiting for has come. */
  async amend<T>(write: Write, answer: Answer<T>): Promise<void> {
    await this.database.transaction(scopeOf(write.principal), (tx) => storeAnswer(tx, write, answer));
  }

  private async claim(tx: EntityManager, write: Write): Promise<boolean> {
    try {
      return await claimKey(tx, write);
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      throw new Problem({ status: 409, code: 'KEY_IN_PROGRESS', detail: 'The first request with this key still runs.', headers: { 'Retry-After': '1' } });
    }
  }

  private async replay<T>(tx: EntityManager, write: Write): Promise<Answer<T>> {
    const stored = await readAnswer(tx, write);
    if (!stored || stored.status === null) throw new Error('An idempotency row was committed without an answer');
    if (stored.requestHash !== write.requestHash) {
      throw new Problem({ status: 422, code: 'KEY_REUSED', detail: 'This Idempotency-Key was used for another request.' });
    }
    const { status, body, location, version } = stored;
    return { status, body: body as T, location: location ?? undefined, version: version ?? undefined, replayed: true };
  }
}
