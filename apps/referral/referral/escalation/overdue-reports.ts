import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { notFound } from '#service/problem/problem.js';
import { findReferral } from '../store/referral.store.js';
import { alertsOf, overdueGroups, type ReadAlert } from './alert.store.js';
import type { Rung } from './ladder.js';
import type { AlertsView, AlertView, OverdueReportView } from './overdue.dto.js';

/** What the ladder has told so far, and what stands overdue. */
@Injectable()
export class OverdueReports {
  constructor(private readonly database: Database) {}

  /** Every alert of a referral, oldest first. @throws Problem 404 */
  alerts(caller: Principal, id: string): Promise<AlertsView> {
    return this.database.transaction(scopeOf(caller), async (tx) => {
      const row = await findReferral(tx, caller, id);
      if (!row) throw notFound();
      const alerts = await alertsOf(tx, row.county, id);
      return {
        items: alerts.map((alert) => ({
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
        })),
      };
    });
  }

  /** In groups and without identities: what L5 is for (domain §6). */
  report(caller: Principal, from: Rung): Promise<OverdueReportView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const groups = await overdueGroups(tx, caller.county, from);
      const items = groups.map(({ oldestDueAt, ...group }) => ({ ...group, oldestDueAt: oldestDueAt.toISOString() }));
      return { at: now.toISOString(), items };
    });
  }
}

function notedOf({ notedAt, notedRole, notedInstitution }: ReadAlert): Pick<AlertView, 'noted'> {
  if (!notedAt || !notedRole || !notedInstitution) return {};
  return { noted: { at: notedAt.toISOString(), role: notedRole, institution: notedInstitution } };
}
