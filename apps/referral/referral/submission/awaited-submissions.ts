import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { ReceivedForm } from '../form/reading.js';
import type { ReferralView } from '../form/referral.answer.js';

import { viewOf } from '../reading/view.js';
import { Settlements } from '../road/settlements.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral } from '../store/referral.store.js';
import { Submissions } from './submissions.js';

/** A unit is held, or the referral has its place on the wait list. */
const isAnswered = (row: ReferralRow) => row.unit !== null || row.wait !== null;

/** Submits and, where the caller prefers to wait, answers with the offer or the wait-list place. */
@Injectable()
export class AwaitedSubmissions {
  constructor(
    private readonly submissions: Submissions,
    private readonly settlements: Settlements,
    private readonly writes: Writes,
    private readonly database: Database,
  ) {}

  /** 201 with the answer of reservation, or 202 when it comes later. @throws Problem as {@link Submissions.submit} */
  async submit(write: Write, received: ReceivedForm): Promise<Answer<ReferralView>> {
    const { form } = received;
    // The draft's id becomes the referral's: what is held under it never changes its owner.
    const id = form.draftId ?? v7();
    if (write.waitMs === 0 || !form.requested) return this.submissions.submit(write, id, received);
    const expectation = this.settlements.expect(id, isAnswered);
    try {
      const first = await this.submissions.submit(write, id, received);
      if (first.replayed) return first;
      const row = await expectation.within(write.waitMs, () => this.look(write, id));
      if (!row) return first;
      const answer = { ...first, status: 201, body: viewOf(row), version: row.version };
      await this.writes.amend(write, answer);
      return answer;
    } finally {
      expectation.close();
    }
  }

  private look({ principal }: Write, id: string): Promise<ReferralRow | undefined> {
    return this.database.transaction(scopeOf(principal), (tx) => findReferral(tx, principal, id));
  }
}
