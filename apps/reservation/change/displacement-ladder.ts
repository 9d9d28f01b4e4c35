import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Climb, fireOn, onceLater, otherTimes, type Rung } from '#service/escalation/ladder.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import { type PolicyBook, SupplyPolicies } from '../policy/policies.js';
import type { Displacement } from './displacement.entity.js';
import { claimOverdueTasks, saveClimbs } from './displacement.store.js';

/** Accuracy of domain §6: 5 min for what is not urgent. */
const EVERY_SECONDS = 10;

/** Somebody whose unit a hospital took away and for whom its desk finds nothing in time: that climbs the ladder (domain §6). */
@Injectable()
export class DisplacementLadder implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('displacement-escalation', EVERY_SECONDS, () => this.runOnce());
  }

  /** Tells what is due now, at most one batch. @returns how many tasks it looked at */
  runOnce(): Promise<number> {
    return pastFailures((except) =>
      this.database.transaction(SYSTEM, async (tx, now) => {
        const due = await claimOverdueTasks(tx, now, except);
        const book = await this.policies.at(
          tx,
          now,
          due.map(({ county }) => county),
        );
        const { done, failed } = await oneByOne('displacement-escalation', due, (task) => tellTask(task, book, now));
        await saveClimbs(
          tx,
          done.map(({ task }) => task),
        );
        await addToOutbox(
          tx,
          done.flatMap(({ messages }) => messages),
        );
        return { moved: done.length, failed };
      }),
    );
  }
}

/** What is due of one task. Pure. */
function tellTask(
  task: Displacement,
  book: PolicyBook,
  now: Date,
): { task: Displacement; messages: NewMessage<'displacement.overdue.v1'>[] } {
  const { county, id, version, institution, group } = task;
  const climb = task.escalation ?? begun(task);
  const calendar = book.calendar(county);
  const { limit, repeat } = book.of(county, institution).settleLadder();
  const fired = fireOn({ times: otherTimes(climb.dueAt, limit, calendar), repeat, now, calendar }, climb);
  if (!fired) return { task: { ...task, escalation: onceLater(climb, now) }, messages: [] };
  const messages = fired.rungs.map((rung): NewMessage<'displacement.overdue.v1'> => {
    const told = { dueKind: climb.kind, dueAt: climb.dueAt, rung, repeat: fired.repeat };
    const owner = { ...postOn(rung, fired.repeat, institution), ownerCounty: county };
    const data = { subject: 'displacement' as const, subjectId: id, ...told, ...owner, institution, group };
    const head = { county, aggregateId: id, aggregateVersion: version, occurredAt: now };
    return { name: 'displacement.overdue.v1', ...head, data };
  });
  return { task: { ...task, escalation: fired.climb }, messages };
}

function begun({ dueAt, displacedAt }: Displacement): Climb {
  const due = (dueAt ?? displacedAt).toISOString();
  return { kind: 'settle', dueAt: due, rung: null, repeat: 0, nextAt: due };
}

/**
 * Who is told: the desk itself, medical affairs above it, the offices of the consortia, which alone know whose the hospital
 * is; the authority reads a report once.
 */
function postOn(rung: Rung, repeat: number, institution: string): { owner: string; ownerInstitution: string } {
  switch (rung) {
    case 'L0':
    case 'L2':
      return { owner: 'referral-desk', ownerInstitution: institution };
    case 'L1':
    case 'L3':
      return { owner: 'medical-affairs', ownerInstitution: institution };
    case 'L4':
      return { owner: 'consortium-office', ownerInstitution: '*' };
    case 'L5':
      return { owner: repeat === 0 ? 'county-health-authority' : 'consortium-office', ownerInstitution: '*' };
  }
}
