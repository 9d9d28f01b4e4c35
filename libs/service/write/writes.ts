import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { scopeOf } from '../auth/scope-of.js';
import { Database, type Scope } from '../database/database.js';
import { insertKeyText, type Key } from './idempotency.store.js';
import { asKeyProblem, claimsOf, storeAnswers } from './keys.js';
import type { Answer, Write } from './write.js';

/** Runs the writes of the public API, each once for its key (domain §4.8 V09). */
@Injectable()
export class Writes {
  constructor(private readonly database: Database) {}

  /**
   * One transaction: the key's row, the work, the stored answer. The same key and body again gets the first answer.
   * A problem thrown by the work rolls all of it back, so the request may be repeated under its key.
   * @throws Problem 422 `KEY_REUSED` for another body, 409 `KEY_IN_PROGRESS` while the first request still runs
   */
  async perform<T>(
    write: Write,
    work: (tx: EntityManager, now: Date) => Promise<Answer<T>>,
    scope: Scope = scopeOf(write.principal),
  ): Promise<Answer<T>> {
    let begun = false;
    const perform = this.database.transactionWith<Key, Answer<T>>(
      scope,
      insertKeyText(write),
      async (tx, now, taken) => {
        begun = true;
        const [claim] = await claimsOf(tx, [write], taken);
        if (claim && 'problem' in claim) throw claim.problem;
        // The stored body is what this very handler answered before, hence of its type.
        if (claim && 'answer' in claim) return claim.answer as Answer<T>;
        const answer = await work(tx, now);
        await storeAnswers(tx, [{ write, answer }]);
        return answer;
      },
    );
    return perform.catch((error: unknown) => {
      throw begun ? error : asKeyProblem(error);
    });
  }

  /** Stores a later, better answer for the key: what `Prefer: wait` was waiting for has come. */
  async amend<T>(write: Write, answer: Answer<T>): Promise<void> {
    await this.database.transaction(scopeOf(write.principal), (tx) => storeAnswers(tx, [{ write, answer }]));
  }
}
