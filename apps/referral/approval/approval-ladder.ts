import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Climb, fireOn, onceLater, otherTimes } from '#service/escalation/ladder.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { termsAt } from '../referral/deadline/terms.js';
import { leadOfHouse, postOn } from '../referral/escalation/addressee.js';
import type { Approval } from './approval.js';
import { claimOverdueApprovals, saveClimbs } from './approval.store.js';

/** Accuracy of domain §6: 5 min for what is not urgent. */
const EVERY_SECONDS = 10;

/** A request as it begins: nobody has been told that it is late. */
export function undecided(dueAt: Date): Climb {
  return { kind: 'approve', dueAt: dueAt.toISOString(), rung: null, repeat: 0, nextAt: dueAt.toISOString() };
}

/** A request to leave the network that nobody decides climbs the ladder of the other deadlines (domain §6). */
@Injectable()
export class ApprovalLadder implements OnApplicationBootstrap {
  constructor(
    private readonly timer: Timer,
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('approval-escalation', EVERY_SECONDS, () => this.runOnce());
  }

  /** Tells what is due now, at most one batch. @returns how many requests it looked at */
  runOnce(): Promise<number> {
    return pastFailures((except) =>
      this.database.transaction(SYSTEM, async (tx, now) => {
        const due = await claimOverdueApprovals(tx, now, except);
        const { done, failed } = await oneByOne('approval-escalation', due, async (approval) =>
          tellApproval(approval, await this.networks.of(approval.county), now),
        );
        await saveClimbs(
          tx,
          done.map(({ approval }) => approval),
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

/** What is due of one request. Pure. */
export function tellApproval(
  approval: Approval,
  network: Network,
  now: Date,
): { approval: Approval; messages: NewMessage<'approval.overdue.v1'>[] } {
  const { county, id, version, decidingInstitution: institution, escalation } = approval;
  const { limit, calendar } = termsAt(network, { county, institution }, now);
  const times = otherTimes(escalation.dueAt, (rung) => limit(`escalate.${rung}.other`), calendar);
  const fired = fireOn({ times, repeat: limit('escalate.repeat.other'), now, calendar }, escalation);
  if (!fired) return { approval: { ...approval, escalation: onceLater(escalation, now) }, messages: [] };
  const side = { county, institution };
  const lead = leadOfHouse(institution, network, localDate(now)) ?? institution;
  const messages = fired.rungs.map((rung): NewMessage<'approval.overdue.v1'> => {
    const told = { rung, repeat: fired.repeat };
    const to = postOn(told, side, { own: { role: 'referral-desk', ...side }, lead, network });
    const data = {
      ...{ subject: 'approval' as const, subjectId: id, dueKind: escalation.kind, dueAt: escalation.dueAt, ...told },
      ...{ owner: to.role, ownerCounty: to.county, ownerInstitution: to.institution, institution },
    };
    return {
      name: 'approval.overdue.v1',
      county,
      aggregateId: id,
      aggregateVersion: version,
      occurredAt: now,
      data,
    };
  });
  return { approval: { ...approval, escalation: fired.climb }, messages };
}
