import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, type Scope } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { overseenBy, scopeOfOverseer } from '../../network/oversight.js';
import { findReferral } from '../store/referral.store.js';
import { alertsOf, type ReadAlert } from './alert.store.js';
import type {
  AlertsView,
  AlertView,
  OverdueItemsQuery,
  OverdueItemView,
  OverdueQuery,
  OverdueReportView,
} from './overdue.dto.js';
import { type OverdueFilter, type OverdueItem, overdueGroups, overdueItems } from './overdue.store.js';

/** What the ladder has told so far, and what stands overdue. */
@Injectable()
export class OverdueReports {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** Every alert of a referral, oldest first. @throws Problem 404 */
  alerts(caller: Principal, id: string): Promise<AlertsView> {
    return this.database.transaction(scopeOf(caller), async (tx) => {
      const row = await findReferral(tx, caller, id);
      if (!row) throw notFound();
      const alerts = await alertsOf(tx, row.county, id);
      return {
        items: alerts.map(alertView),
      };
    });
  }

  /** In groups and without identities: what L5 is for (domain §6). */
  async report(caller: Principal, query: OverdueQuery): Promise<OverdueReportView> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(reachOf(caller), async (tx, now) => {
      const groups = await overdueGroups(tx, filterOf(caller, query, network, now));
      const items = groups.map(({ oldestDueAt, direction, urgencyClass, ...group }) => ({
        ...group,
        ...classOf({ direction, urgencyClass }),
        oldestDueAt: oldestDueAt.toISOString(),
      }));
      return { at: now.toISOString(), items };
    });
  }

  /** Each by itself, what has been due longest first. */
  async items(caller: Principal, query: OverdueItemsQuery): Promise<Page<OverdueItemView>> {
    const after = readCursor(query.cursor, 'instant', 'uuid', 'text');
    const network = await this.networks.of(caller.county);
    return this.database.transaction(reachOf(caller), async (tx, now) => {
      const rows = await overdueItems(tx, filterOf(caller, query, network, now), after, query.limit);
      return toPage(rows, query.limit, overdueView, ({ dueAt, id, dueKind }) => [dueAt.toISOString(), id, dueKind]);
    });
  }
}

const OVERSEERS: readonly Role[] = ['county-health-authority', 'consortium-office'];
const oversees = ({ roles }: Principal): boolean => roles.some((role) => OVERSEERS.includes(role));
const reachOf = (caller: Principal): Scope => (oversees(caller) ? scopeOfOverseer(caller) : scopeOf(caller));

/** A house sees what it has a part in by row-level security; who oversees several, what they have a part in. */
function filterOf(caller: Principal, query: OverdueQuery, network: Network, now: Date): OverdueFilter {
  const { from, institution, role, dueKind, direction, urgencyClass } = query;
  const touching = oversees(caller) ? overseenBy(caller, network, localDate(now)) : undefined;
  return { county: caller.county, touching, from, institution, role, dueKind, direction, urgencyClass };
}

function overdueView(item: OverdueItem): OverdueItemView {
  const { subject, id, referralNo, state, institution, role, toDepartment, dueKind, dueAt, rung, repeat } = item;
  return {
    ...{ subject, id, state, institution, role, toDepartment, dueKind, rung, repeat, dueAt: dueAt.toISOString() },
    ...(referralNo ? { referralNo } : {}),
    ...classOf(item),
    ...notedOf(item),
  };
}

function classOf({ direction, urgencyClass }: Pick<OverdueItem, 'direction' | 'urgencyClass'>) {
  return { ...(direction ? { direction } : {}), ...(urgencyClass ? { urgencyClass } : {}) };
}

/** An alert as it was sent, and who has taken note of it. */
export function alertView(alert: ReadAlert): AlertView {
  return {
    dueKind: alert.dueKind,
    dueAt: alert.dueAt.toISOString(),
    rung: alert.rung,
    repeat: alert.repeat,
    owner: {
      role: alert.ownerRole,
      county: alert.ownerCounty,
      institution: alert.ownerInstitution,
      ...(alert.ownerDepartment ? { department: alert.ownerDepartment } : {}),
    },
    at: alert.at.toISOString(),
    ...notedOf(alert),
  };
}

type Noted = Pick<ReadAlert, 'notedAt' | 'notedRole' | 'notedInstitution'>;

function notedOf({ notedAt, notedRole, notedInstitution }: Noted): Pick<AlertView, 'noted'> {
  if (!notedAt || !notedRole || !notedInstitution) return {};
  return { noted: { at: notedAt.toISOString(), role: notedRole, institution: notedInstitution } };
}
