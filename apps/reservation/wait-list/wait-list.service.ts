import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { earlier, plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { SupplyPolicies } from '../policy/policies.js';
import { type Expectation, expectationOf } from './expectation.js';
import { placesOf } from './place.store.js';
import { listWaiting, readProspects } from './shown.store.js';
import type { WaitEntry } from './wait-entry.entity.js';
import type { WaitEntryView, WaitQuery } from './wait-list.dto.js';

const DAY_MINUTES = 24 * 60;

/** The wait list as those see it who sent a referral, whose units it waits for, or who oversee both. */
@Injectable()
export class WaitLists {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  async list(principal: Principal, { pool, group, tasks, limit, cursor }: WaitQuery): Promise<Page<WaitEntryView>> {
    const scope = scopeOf(principal);
    const seesAll = scope.institution === '*';
    const after = readCursor(cursor, 'instant', 'uuid');
    const institution = seesAll ? undefined : principal.institution;
    const filter = { county: principal.county, institution, pool, group, onlyTasks: tasks ?? false, limit: limit + 1 };
    const entries = await this.database.transaction(scope, (tx) => listWaiting(tx, filter, after));
    // Whoever stands before an entry counts, of whatever house: the caller sees the number, not those entries.
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const prospects = await this.prospects(tx, now, entries);
      const view = (entry: WaitEntry) => viewOf(entry, now, seesAll, prospects.get(entry.id));
      return toPage(entries, limit, view, ({ waitingSince, id }) => [waitingSince.toISOString(), id]);
    });
  }

  /** Place and estimate of those who wait; who has an offer has neither. */
  private async prospects(tx: EntityManager, now: Date, entries: readonly WaitEntry[]): Promise<Map<string, Prospect>> {
    const waiting = entries.filter(({ state }) => state === 'waiting');
    const [first] = waiting;
    if (!first) return new Map();
    const counties = waiting.map(({ county }) => county);
    const book = await this.policies.at(tx, now, counties);
    const days = book.of(first.county, first.institution).fairnessDays();
    const places = await placesOf({ tx, now, book }, waiting);
    const read = await readProspects(tx, now, plusMinutes(now, -DAY_MINUTES * days), waiting);
    return new Map(
      waiting.map((entry) => {
        const position = places.get(entry.id) ?? 1;
        const { offered, openings } = read.get(entry.id) ?? { offered: 0, openings: [] };
        const latest = earlier(entry.latest, entry.validUntil);
        return [entry.id, { position, expected: expectationOf(now, { position, offered, days, openings, latest }) }];
      }),
    );
  }
}

interface Prospect {
  position: number;
  expected?: Expectation;
}

function viewOf(entry: WaitEntry, now: Date, aggregatesOnly: boolean, prospect?: Prospect): WaitEntryView {
  const { id, institution, institutions, referringInstitution, pool, group, urgencyClass, taskDueAt } = entry;
  const { greenChannel, displaced, lapses, referralId, referralNo } = entry;
  return {
    id,
    ...(aggregatesOnly ? {} : { referralId, referralNo }),
    state: entry.state === 'offered' ? 'offered' : 'waiting',
    institution,
    institutions,
    referringInstitution,
    pool,
    group,
    urgencyClass,
    greenChannel,
    displaced,
    waitingSince: entry.waitingSince.toISOString(),
    earliest: entry.earliest.toISOString(),
    latest: entry.latest.toISOString(),
    validUntil: entry.validUntil.toISOString(),
    position: prospect?.position,
    expectedAt: prospect?.expected?.at.toISOString(),
    expectedBy: prospect?.expected?.basis,
    lapses,
    ...(taskDueAt
      ? {
          task: {
            ownerRole: 'referral-desk' as const,
            ownerInstitution: institution,
            dueAt: taskDueAt.toISOString(),
            overdue: taskDueAt < now,
          },
        }
      : {}),
  };
}
