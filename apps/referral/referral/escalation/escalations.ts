import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Counter } from 'prom-client';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { onceLater } from '#service/escalation/ladder.js';
import { oneByOne, pastFailures } from '#service/timer/counties.js';
import { Timer } from '#service/timer/timer.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { taskOwner } from '../deadline/owner.js';
import { SYSTEM_ACTOR, said } from '../road/road.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { type Addressee, addresseeOf } from './addressee.js';
import { claimAlerts, type SentAlert, saveAlerts } from './alert.store.js';
import { earliest } from './climbs.js';
import { type Climb, fire } from './ladder.js';

/** Accuracy of domain §6: 30 s for U1 and U2, 5 min for the others. */
const EVERY_SECONDS = 10;

const alerts = new Counter({
  name: 'fenji_overdue_alerts_total',
  help: 'Alerts of the escalation ladder',
  labelNames: ['rung', 'kind'],
});

interface Told {
  row: ReferralRow;
  sent: SentAlert[];
  messages: NewMessage<'referral.overdue.v1'>[];
}

/** Climbs the ladder of domain §6 for everything that is overdue, each rung and repeat once, however many replicas tick. */
@Injectable()
export class Escalations implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly timer: Timer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer.every('referral-escalation', EVERY_SECONDS, () => this.runOnce());
  }

  /** Tells what is due now, at most one batch, past the counties that fail. @returns how many referrals it looked at */
  runOnce(): Promise<number> {
    return pastFailures(async (except) => {
      const { done, failed } = await this.database.transaction(SYSTEM, async (tx, now) => {
        const told = await oneByOne('referral-escalation', await claimAlerts(tx, now, except), async (row) =>
          tell(row, await this.networks.of(row.county), now),
        );
        await saveAlerts(
          tx,
          told.done.map(({ row }) => row),
          told.done.flatMap(({ sent }) => sent),
        );
        await addToOutbox(
          tx,
          told.done.flatMap(({ messages }) => messages),
        );
        return told;
      });
      for (const { rung, dueKind } of done.flatMap(({ sent }) => sent)) alerts.inc({ rung, kind: dueKind });
      return { moved: done.length, failed };
    });
  }
}

/** What is due of one referral. Pure. */
export function tell(row: ReferralRow, network: Network, now: Date): Told {
  const terms = termsFor(row, network, now);
  const sent: SentAlert[] = [];
  const messages: Told['messages'] = [];
  const climbs = (row.escalation ?? []).map((climb) => {
    const fired = fire(row, climb, terms);
    if (!fired) return onceLater(climb, now);
    for (const rung of fired.rungs) {
      const to = addresseeOf({ rung, repeat: fired.repeat }, row, climb, { network, day: localDate(now) });
      sent.push({
        county: row.county,
        referralId: row.id,
        dueKind: climb.kind,
        dueAt: climb.dueAt,
        rung,
        repeat: fired.repeat,
        ownerRole: to.role,
        ownerCounty: to.county,
        ownerInstitution: to.institution,
        ownerDepartment: to.department ?? null,
        at: now,
      });
      messages.push(overdue(row, climb, { rung, repeat: fired.repeat, to, now }));
    }
    return fired.climb;
  });
  return { row: { ...row, escalation: climbs, alertAt: earliest(climbs) }, sent, messages };
}

function overdue(
  row: ReferralRow,
  climb: Climb,
  { rung, repeat, to, now }: { rung: SentAlert['rung']; repeat: number; to: Addressee; now: Date },
): NewMessage<'referral.overdue.v1'> {
  // What stands beside the task of the state has an owner of its own.
  const practitioner = climb.kind === row.dueKind ? row.ownerPractitioner : taskOwner(climb.kind, row).practitioner;
  const about = said(row, row, { transition: OUTSTANDING[climb.kind] ?? 'T06', who: SYSTEM_ACTOR });
  return {
    name: 'referral.overdue.v1',
    county: row.county,
    aggregateId: row.id,
    aggregateVersion: row.version,
    occurredAt: now,
    correlationId: row.id,
    data: {
      ...about,
      dueAt: climb.dueAt,
      dueKind: climb.kind,
      rung,
      repeat,
      owner: to.role,
      ownerCounty: to.county,
      ownerInstitution: to.institution,
      ...(to.department ? { ownerDepartment: to.department } : {}),
      ...(rung === 'L0' && practitioner ? { ownerPractitioner: practitioner } : {}),
    },
  };
}

/** The step of domain §5.2 that is waited for. */
const OUTSTANDING: Readonly<Record<string, string>> = {
  decide: 'T06',
  answer: 'T05',
  place: 'T08',
  'first-contact': 'T11',
  confirm: 'T10',
  visit: 'T16',
  outcome: 'T26',
  'handover-report': 'T26',
  'answer-query': 'T26',
  acknowledge: 'T30',
  'follow-up': 'T31',
  'call-patient': 'T21',
  'acknowledge-ending': 'T35',
  'acknowledge-alert': 'T34',
  'complete-form': 'T37',
  'answer-void': 'T33',
  'take-over': 'F05',
};
