import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, SYSTEM } from '#service/database/database.js';
import { conflict, notFound, type Problem, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { findSession } from '../supply/supply.store.js';
import { sessionView } from '../supply/views.js';
import { Turn } from '../unit/turn.js';
import { lockAccountsOf } from './account.store.js';
import type { ChangedSession } from './aftermath.js';
import {
  type CapacityChangeRequest,
  type ChangeView,
  type DoctorSwapRequest,
  displacementView,
  type StopRequest,
} from './change.dto.js';
import { changeCapacity } from './change-capacity.js';
import { swapDoctor } from './swap-doctor.js';

/** What a hospital does to a session of its own, on a turn that holds it locked. */
type Act = (turn: Turn, session: Session) => Promise<ChangedSession>;

/** The dry run has seen what it wanted: everything goes back. */
class Seen extends Error {
  constructor(readonly answer: Answer<ChangeView>) {
    super('a dry run ends');
  }
}

/** Changes of published supply by its hospital (domain §7.7, §7.8). Each has a dry run: the same steps, taken back. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
  ) {}

  /** @throws Problem 409 `SEATS_IN_USE` below the seats of patients who have come, `BELOW_THE_FLOOR` for an allotment */
  changeCapacity(write: Write, id: string, body: CapacityChangeRequest, dryRun: boolean): Promise<Answer<ChangeView>> {
    if (!dryRun) requireIfMatch(write);
    const { capacity, reason } = body;
    return this.act(write, id, dryRun, async (turn, session) => {
      const why = { cause: 'capacity' as const, reason, actor: write.principal.account };
      const changed = (await changeCapacity(turn, [{ session, capacity }], why))[0] as ChangedSession;
      if (changed.session.capacity > capacity) throw seatsInUse(changed.session.capacity);
      return changed;
    });
  }

  /** 停诊. An `If-Match` is looked at, but not asked for: it must go through in any rush. */
  stop(write: Write, id: string, { reason }: StopRequest, dryRun: boolean): Promise<Answer<ChangeView>> {
    const why = { cause: 'stop' as const, reason, actor: write.principal.account };
    return this.act(write, id, dryRun, async (turn, session) => {
      const [changed] = await changeCapacity(turn, [{ session, capacity: 0, stop: true }], why);
      return changed as ChangedSession;
    });
  }

  swapDoctor(write: Write, id: string, body: DoctorSwapRequest, dryRun: boolean): Promise<Answer<ChangeView>> {
    if (!dryRun) requireIfMatch(write);
    const { doctorId, reason } = body;
    const why = { cause: 'doctor-swap' as const, reason, actor: write.principal.account };
    return this.act(write, id, dryRun, (turn, session) => swapDoctor(turn, session, doctorId, why));
  }

  private async act(write: Write, id: string, dryRun: boolean, act: Act): Promise<Answer<ChangeView>> {
    const work = async (tx: EntityManager, now: Date): Promise<Answer<ChangeView>> => {
      const turn = await this.open(tx, now, write, id);
      const changed = await act(turn, turn.stock.shelf({ county: write.principal.county, id }).session);
      const body = {
        dryRun,
        session: { ...sessionView(changed.session), version: changed.session.version + 1 },
        capacityBefore: changed.capacityBefore,
        displaced: changed.displacements.map(displacementView),
      };
      if (dryRun) throw new Seen({ status: 200, body });
      await turn.tell();
      return { status: 201, body, version: body.session.version };
    };
    if (!dryRun) return this.writes.perform(write, work, SYSTEM);
    try {
      return await this.database.transaction(SYSTEM, work);
    } catch (error) {
      if (error instanceof Seen) return error.answer;
      throw error;
    }
  }

  /** A turn that holds the session and its account. @throws Problem 404, 409 `SESSION_OVER`, `SESSION_STOPPED`, 412 */
  private async open(tx: EntityManager, now: Date, { principal, ifMatch }: Write, id: string): Promise<Turn> {
    const key = { county: principal.county, id };
    const session = await findSession(tx, key.county, id);
    if (session?.institution !== principal.institution) throw notFound();
    const turn = new Turn(tx, now, await this.policies.at(tx, now, [key.county]), key.county);
    const [account] = await lockAccountsOf(tx, [key]);
    if (!account) throw notFound();
    // All of the account at once, in the one order of locks: a share may fall to any of them, and whoever books holds several.
    await turn.lockUnserved(account.sessionIds.map((sessionId) => ({ county: key.county, id: sessionId })));
    const shelf = turn.stock.shelf(key);
    const { version, endsAt, stoppedAt } = shelf.session;
    if (ifMatch !== undefined && ifMatch !== version) throw staleVersion(version);
    if (stoppedAt !== null)
      throw conflict('SESSION_STOPPED', 'The session was stopped: nothing of it is left to change.');
    if (endsAt <= now) throw conflict('SESSION_OVER', 'The session is over.');
    return turn;
  }
}

function seatsInUse(least: number): Problem {
  const detail = `Patients have come to ${least} units: the capacity cannot be smaller.`;
  return conflict('SEATS_IN_USE', detail, { least });
}
