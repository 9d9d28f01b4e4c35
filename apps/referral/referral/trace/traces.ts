import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { instantOf, localDate, plusDays } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import { Networks } from '../../network/networks.js';
import { overseenBy, partOf, scopeOfOverseer } from '../../network/oversight.js';
import { alertsOf } from '../escalation/alert.store.js';
import { alertView } from '../escalation/overdue-reports.js';
import { historyOf } from '../history/history.store.js';
import { eventView } from '../reading/event.view.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral } from '../store/referral.store.js';
import { type Reveal, revealsOf } from './reveal.store.js';
import type { RevealView, TraceItem, TraceQuery, TraceView } from './trace.dto.js';
import { listTraces } from './trace.store.js';
import { traceItemOf } from './trace.view.js';

const MIDNIGHT = { days: 0, at: '00:00' };

/** The reason of a reveal, sealed for one referral. */
export const revealContext = (id: string): string => `referral.reveal:${id}`;

/** Every referral of a county from its first minute to its last, for who oversees it (可追踪). */
@Injectable()
export class Traces {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: TraceQuery): Promise<Page<TraceItem>> {
    const [after] = readCursor(query.cursor, 'uuid');
    const { find, state, direction, urgencyClass, from, to, limit } = query;
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOfOverseer(caller), async (tx, now) => {
      const rows = await listTraces(tx, {
        county: caller.county,
        institutions: partOf(overseenBy(caller, network, localDate(now)), query.institution),
        ...{ find, state, direction, urgencyClass, after, limit },
        since: from ? instantOf(from, MIDNIGHT) : undefined,
        before: to ? instantOf(plusDays(to, 1), MIDNIGHT) : undefined,
        dueBefore: query.overdue === 'true' ? now : undefined,
        openOnly: query.open === 'true',
      });
      return toPage(rows, limit, traceItemOf, (row) => [row.id]);
    });
  }

  /** One referral with all that happened to it; the read is recorded. @throws Problem 404 */
  async read(caller: Principal, id: string): Promise<TraceView> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOfOverseer(caller), async (tx, now) => {
      const row = await findOverseen(tx, caller, overseenBy(caller, network, localDate(now)), id);
      await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'trace', at: now });
      const events = await historyOf(tx, row.county, id);
      const alerts = await alertsOf(tx, row.county, id);
      const reveals = await revealsOf(tx, row.county, id);
      return {
        ...traceItemOf({ ...row, verdictCode: row.verdict.verdict }),
        events: events.map((entry) => eventView(entry, undefined)),
        alerts: alerts.map(alertView),
        reveals: reveals.map((reveal) => revealView(reveal, row, this.cipher)),
      };
    });
  }
}

/** @throws Problem 404 for what the caller does not oversee */
export async function findOverseen(
  tx: EntityManager,
  caller: Principal,
  overseen: readonly string[] | undefined,
  id: string,
): Promise<ReferralRow> {
  const row = await findReferral(tx, caller, id);
  const isOverseen = (institution: string) => overseen === undefined || overseen.includes(institution);
  if (!row || !(isOverseen(row.fromInstitution) || isOverseen(row.toInstitution))) throw notFound();
  return row;
}

export function revealView(reveal: Reveal, row: ReferralRow, cipher: Cipher): RevealView {
  const { id, purpose, reasonSealed, account, at, until } = reveal;
  const reason = cipher.decrypt(row.fromInstitution, revealContext(row.id), reasonSealed);
  return { id, purpose, reason, by: account, at: at.toISOString(), until: until.toISOString() };
}
