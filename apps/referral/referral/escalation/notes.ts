import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { Envelope } from '#contracts/envelope.js';
import type { NoticeAcknowledged } from '#contracts/notice.events.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Networks } from '../../network/networks.js';
import { termsFor } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { lockReferrals } from '../store/referral.store.js';
import { saveAlerts } from './alert.store.js';
import { earliest } from './climbs.js';
import { noted, type Rung } from './ladder.js';
import { appendNoted } from './noted.store.js';

const taken = new Counter({
  name: 'fenji_alerts_noted_total',
  help: 'Alerts of which somebody has taken note; late: a higher rung was told, or the step was done, before',
  labelNames: ['rung', 'effect'],
});

/** What somebody's taking note of an alert does to its ladder (domain §6). */
@Injectable()
export class Notes {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** Resolves once it is applied, was applied before, or comes too late to change anything. No step: the version stays. */
  async take(message: Pick<Envelope, 'id' | 'county' | 'occurredAt'>, told: NoticeAcknowledged): Promise<void> {
    const network = await this.networks.of(told.subjectCounty);
    const effect = await this.database.transaction(SYSTEM, async (tx, now) => {
      const fresh = await claimMessages(tx, 'alert-notes', [message]);
      if (!fresh.has(message.id)) return undefined;
      const [row] = await lockReferrals(tx, [{ county: told.subjectCounty, id: told.subjectId }]);
      if (!row) return 'late';
      const resting = restAfter(row, told, termsFor(row, network, now));
      if (resting) await saveAlerts(tx, [resting], []);
      await appendNoted(tx, { told, at: new Date(message.occurredAt), silenced: resting !== undefined });
      return resting ? 'rests' : 'late';
    });
    if (effect) taken.inc({ rung: told.rung, effect });
  }
}

/** The referral with the item's rung at rest; undefined where nothing is to rest. Pure. */
function restAfter(
  row: ReferralRow,
  { dueKind, dueAt, rung }: NoticeAcknowledged,
  terms: ReturnType<typeof termsFor>,
): ReferralRow | undefined {
  const meant = row.escalation?.find(
    (climb) => climb.kind === dueKind && Date.parse(climb.dueAt) === Date.parse(dueAt),
  );
  const resting = meant && noted(row, meant, rung as Rung, terms);
  if (!resting) return undefined;
  const escalation = (row.escalation ?? []).map((climb) => (climb === meant ? resting : climb));
  return { ...row, escalation, alertAt: earliest(escalation) };
}
