import { Injectable } from '@nestjs/common';
import { conflict, type Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { ReferralView } from '../form/referral.answer.js';
import { answerOf, Commands, type Step } from '../road/commands.js';
import { Settlements } from '../road/settlements.js';
import type { ReferralRow } from '../store/referral.row.js';

const isAnswered = (row: ReferralRow) => row.pending === null;

/** Steps that only reservation can grant: asked for here, 202; with `Prefer: wait` the answer comes along. */
@Injectable()
export class UnitRequests {
  constructor(
    private readonly commands: Commands,
    private readonly settlements: Settlements,
    private readonly writes: Writes,
  ) {}

  /** @returns 200 when reservation granted it, 202 when it has not answered yet. @throws Problem 409 with the next units */
  async ask(write: Write, id: string, step: Step): Promise<Answer<ReferralView>> {
    const expectation = this.settlements.expect(id, isAnswered);
    try {
      const asked = await this.commands.take(write, id, step, 202);
      if (asked.replayed) return asked;
      const row =
        write.waitMs > 0 ? await expectation.within(write.waitMs, () => this.commands.look(write, id)) : undefined;
      if (!row) return asked;
      if (isRefused(row)) throw unitGone(row);
      const granted = answerOf(row);
      await this.writes.amend(write, granted);
      return granted;
    } finally {
      expectation.close();
    }
  }
}

/** A granted request moves the referral on and takes the old options away; a refused one leaves options behind. */
const isRefused = (row: ReferralRow) => row.options !== null;

function unitGone(row: ReferralRow): Problem {
  const detail = 'The unit is gone: choose one of the next free ones.';
  const more = { options: row.options ?? [], version: row.version };
  return conflict('UNIT_GONE', detail, more);
}
