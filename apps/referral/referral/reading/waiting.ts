import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { represented } from '../deputy/deputy.store.js';
import type { ReferralItem } from '../form/referral.answer.js';
import type { WaitingQuery } from './referral-query.dto.js';
import { itemOf } from './view.js';
import { listWaiting, type Waiter } from './waiting.store.js';

/** On the way down the whole primary team is one owner, written as its family doctor (deadline/owner.ts). */
const PRIMARY_TEAM: readonly Role[] = ['family-doctor', 'primary-doctor', 'team-member'];

/** The caller's own list of what he must do next, over both directions of his house. */
@Injectable()
export class WaitingReferrals {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** The nearest deadline first; what is overdue stands at the head. */
  async list(caller: Principal, { direction, kind, cursor, limit }: WaitingQuery): Promise<Page<ReferralItem>> {
    const [dueAt, id] = readCursor(cursor, 'instant', 'uuid');
    const after = dueAt === undefined || id === undefined ? undefined : ([dueAt, id] as const);
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const day = localDate(now);
      const waiter = waiterOf(caller, network, day, await represented(tx, caller, day));
      const rows = await listWaiting(tx, waiter, { direction, kind, after, limit });
      return toPage(rows, limit, itemOf, (row) => [row.dueAt!.toISOString(), row.id]);
    });
  }
}

/** Whose duties are the caller's: his own, of whom he stands in for, of his team's doctors; a clerk works for the house. */
export function waiterOf(
  { county, institution, practitioner, roles, departments }: Principal,
  network: Pick<Network, 'colleaguesOf'>,
  day: string,
  represents: readonly string[],
): Waiter {
  const team = roles.includes('team-member') ? network.colleaguesOf(practitioner, day) : [];
  const bound =
    departments.length > 0 && roles.some((role) => role === 'hospital-doctor' || role === 'department-head');
  return {
    county,
    institution,
    practitioners: roles.includes('referral-clerk') ? null : [practitioner, ...represents, ...team],
    posts: roles.some((role) => PRIMARY_TEAM.includes(role)) ? [...roles, 'family-doctor'] : roles,
    departments: bound ? departments : null,
  };
}
