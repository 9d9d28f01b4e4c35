import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import { conflict, notFound, type Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { eligibilityFacts } from '../../gate/eligibility.store.js';
import { Settlements } from '../road/settlements.js';
import { outlooksFor } from '../submission/outlooks.js';
import type { DraftView, HoldWish } from './draft.dto.js';
import type { DraftPassage, StoredDraft } from './draft.js';
import { updateDrafts } from './draft.store.js';
import { DraftCommands, type DraftSituation, draftAnswer } from './draft-commands.js';
import { completed, judgeFormHold } from './form-hold.js';
import { releaseHold, requestExtension, requestHold } from './holding.js';

/** Lets a request wait for the answer to its form hold. */
@Injectable()
export class DraftSettlements extends Settlements<StoredDraft> {}

const isAnswered = ({ pending }: StoredDraft) => pending === null;

/** Form holds: asked for here, where the right to the reserve is judged (V05); granted by reservation (domain §7.5). */
@Injectable()
export class DraftHolds {
  constructor(
    private readonly commands: DraftCommands,
    private readonly settlements: DraftSettlements,
    private readonly writes: Writes,
  ) {}

  /** @returns 200 when a unit is held, 202 when the answer is not there yet. @throws Problem 409 with the next units */
  hold(write: Write, id: string, wish: HoldWish): Promise<Answer<DraftView>> {
    return this.ask(write, id, async (tx, at) => {
      const { draft, form, principal, network, now } = at;
      const { county } = principal;
      // The right to the reserve is the doctor's who will sign, whoever holds the pen (V05).
      const doctor = { ...principal, practitioner: draft.practitioner };
      const who = { county, patientId: draft.patientId, practitionerId: draft.practitioner, day: localDate(now) };
      const facts = await eligibilityFacts(tx, who);
      if (!facts) throw notFound('There is no such patient here.');
      const applicant = { principal: doctor, network, now, facts: { ...facts, parent: null } };
      const outlooks = await outlooksFor(tx, completed(form, wish), applicant);
      const judged = judgeFormHold(form, wish, { ...applicant, outlooks });
      return requestHold(at, judged, wish.sessionId);
    });
  }

  extend(write: Write, id: string): Promise<Answer<DraftView>> {
    return this.ask(write, id, async (_, at) => requestExtension(at));
  }

  release(write: Write, id: string): Promise<Answer<DraftView>> {
    return this.commands.take(write, id, async (tx, at) => {
      const passage = releaseHold(at);
      if (passage.entries.length > 0) await updateDrafts(tx, [passage]);
      return passage;
    });
  }

  private async ask(
    write: Write,
    id: string,
    step: (tx: EntityManager, at: DraftSituation) => Promise<DraftPassage>,
  ): Promise<Answer<DraftView>> {
    const expectation = this.settlements.expect(id, isAnswered);
    try {
      const asked = await this.commands.take(
        write,
        id,
        async (tx, at) => {
          const passage = await step(tx, at);
          await updateDrafts(tx, [passage]);
          return passage;
        },
        202,
      );
      if (asked.replayed || write.waitMs === 0) return asked;
      const draft = await expectation.within(write.waitMs, () => this.commands.look(write, id));
      if (!draft) return asked;
      if (draft.refusal) throw refusedHold(draft);
      const granted = draftAnswer(draft, draft.updatedAt);
      await this.writes.amend(write, granted);
      return granted;
    } finally {
      expectation.close();
    }
  }
}

function refusedHold({ refusal, options, version }: StoredDraft): Problem {
  const detail = 'The unit cannot be held: choose one of the next free ones.';
  return conflict('UNIT_GONE', detail, { reason: refusal, options: options ?? [], version });
}
