import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { AnomalyDetail, AnomalyQuery, AnomalyView, ReviewForm } from './anomaly.dto.js';
import { type AnomalyRow, addReview, findAnomaly, listAnomalies, lockAnomaly, reviewsOf } from './anomaly.store.js';
import { SIGNALS } from './signal.js';

const REVIEWERS: readonly string[] = ['county-health-authority', 'insurance-authority'];

/** The review list. */
@Injectable()
export class Anomalies {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly cipher: Cipher,
  ) {}

  /** Of the county, for a hospital its own; newest first. */
  list(caller: Principal, query: AnomalyQuery): Promise<Page<AnomalyView>> {
    const { code, status, institution, since, cursor, limit } = query;
    const before = readCursor(cursor, 'instant', 'uuid');
    return this.database.transaction(scopeOf(caller), async (tx) => {
      const filter = { code, status, institution, since, before, limit };
      const rows = await listAnomalies(tx, caller.county, filter);
      return toPage(rows, limit, viewOf, ({ happenedAt, id }) => [happenedAt.toISOString(), id]);
    });
  }

  /** With what has been said of it. @throws Problem 404 */
  read(caller: Principal, id: string): Promise<AnomalyDetail> {
    return this.database.transaction(scopeOf(caller), async (tx) => {
      const row = await findAnomaly(tx, caller.county, id);
      if (!row) throw notFound();
      const reviews = await reviewsOf(tx, caller.county, id);
      return {
        ...viewOf(row),
        reviews: reviews.map(({ seq, status, reasonSealed, account, role, at }) => ({
          status,
          ...(reasonSealed ? { reason: this.cipher.decrypt(row.institution, context(id, seq), reasonSealed) } : {}),
          by: account,
          role,
          at: at.toISOString(),
        })),
      };
    });
  }

  /** Adds what an authority says of it; nothing follows from it by itself. @throws Problem 404, 400 without a reason */
  review(write: Write, id: string, { status, reason }: ReviewForm): Promise<Answer<AnomalyView>> {
    const { county, account, roles } = write.principal;
    return this.writes.perform(write, async (tx, at) => {
      const row = await lockAnomaly(tx, county, id);
      if (!row) throw notFound();
      if (status !== 'seen' && !reason?.trim()) {
        throw validationFailed([{ field: 'reason', code: 'required', message: `Say why it is ${status}.` }]);
      }
      const seq = (await reviewsOf(tx, county, id)).length + 1;
      const reasonSealed = reason ? this.cipher.encrypt(row.institution, context(id, seq), reason) : null;
      const role = roles.find((one) => REVIEWERS.includes(one)) ?? '';
      await addReview(tx, county, id, { seq, status, reasonSealed, account, role, at });
      return { status: 201, body: viewOf({ ...row, status }) };
    });
  }
}

const context = (id: string, seq: number): string => `anomaly.review:${id}:${seq}`;

function viewOf(row: AnomalyRow): AnomalyView {
  const { id, code, institution, practitioner, happenedAt, foundAt, evidence, thresholds, ruleSetVersion, status } =
    row;
  const signal = SIGNALS.find((one) => one.code === code);
  return {
    id,
    code,
    signal: { zh: signal?.zh ?? code, en: signal?.en ?? code },
    institution,
    ...(practitioner ? { practitioner } : {}),
    happenedAt: happenedAt.toISOString(),
    foundAt: foundAt.toISOString(),
    evidence,
    thresholds,
    ruleSetVersion,
    status,
  };
}
