import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { encodeCursor, readCursor } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import { adviceContext } from '../advice/kept.js';
import type { InputValues } from '../expression/inputs.js';
import { findSet, withRows } from '../set/criteria.store.js';
import type { TrialAnswer, TrialQuery, TrialSource } from '../set/criteria-set.dto.js';
import { tryOn } from './trial.js';
import { pastCases, type SealedCase } from './trial.store.js';

/** Cases that one page looks at. */
const CASES = 500;

/** Sets of criteria tried on the past, before they are put in force. */
@Injectable()
export class Trials {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /**
   * What the set would have said of past cases of the county, for a hospital of its own. Reads what was stored with each
   * case, also where the asker may not see the patient; only ids and codes leave.
   * @throws Problem 404
   */
  async run(caller: Principal, id: string, { source, from, to, cursor }: TrialQuery): Promise<TrialAnswer> {
    const after = readCursor(cursor, 'instant', 'uuid');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const { county } = caller;
      const row = await findSet(tx, county, id);
      if (!row) throw notFound();
      const [set] = await withRows(tx, [row]);
      if (!set) throw notFound();
      const { institution } = scopeOf(caller);
      const cases = await pastCases(tx, source, { county, institution, from, to, after, limit: CASES + 1 });
      const shown = cases.slice(0, CASES);
      const last = shown.at(-1);
      const next = cases.length > CASES && last ? encodeCursor([last.at.toISOString(), last.id]) : undefined;
      const opened = shown.map((one) => ({ ...one, values: this.open(source, one) }));
      return { ...tryOn(set, opened, localDate(now)), ...(next ? { next } : {}) };
    });
  }

  private open(source: TrialSource, { id, institution, sealed }: SealedCase): InputValues {
    const context = adviceContext(source === 'referrals' ? 'referral' : 'encounter', id);
    return JSON.parse(this.cipher.decrypt(institution, context, sealed)) as InputValues;
  }
}
