import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { daysBetween, localDate, plusDays } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { readCursor, toPage } from '#service/paging/cursor.js';
import { Problem } from '#service/problem/problem.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { MapQuery, ReserveMap } from './map.dto.js';
import { mapOf } from './map.js';
import {
  GROUPINGS,
  type Grouping,
  type ReportQuery,
  type ReserveLine,
  type ReserveReport,
  withUsableShare,
} from './report.dto.js';
import { type ReportFilter, readLines, readTotals } from './report.store.js';

/** A quarter is what is reported (domain §11). */
const LONGEST_DAYS = 92;
/** As many days as one picture holds, and lines as a county may have in them: 300 institutions with a month of days each. */
const MAP_DAYS = 30;
const MOST_LINES = 10_000;
/** Everybody else sees the own institution. */
const OF_THE_COUNTY: readonly Role[] = ['county-health-authority', 'insurance-authority', 'regulator'];

/** The reserve report: numbers from counters and ledger, for whom they concern. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  /** @throws Problem 422 `RANGE_TOO_LONG` beyond 92 days */
  read(caller: Principal, query: ReportQuery): Promise<ReserveReport> {
    const after = readCursor(query.cursor, 'text', 'text', 'text', 'text');
    const { limit, by = GROUPINGS } = query;
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const filter = { ...(await this.filter(tx, now, caller, query, LONGEST_DAYS)), by, limit: limit + 1 };
      const lines = await readLines(tx, now, filter, after);
      const page = toPage(lines, limit, shown, (line) => GROUPINGS.map((name) => line[name] ?? ''));
      return { ...page, totals: withUsableShare(await readTotals(tx, now, filter)) };
    });
  }

  /** By institution, or, where one is named, by its groups. @throws Problem 422 `RANGE_TOO_LONG` beyond 30 days */
  map(caller: Principal, query: MapQuery): Promise<ReserveMap> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const filter = await this.filter(tx, now, caller, query, MAP_DAYS);
      const by: Grouping[] = filter.institution ? ['date', 'institution', 'group'] : ['date', 'institution'];
      const lines = await readLines(tx, now, { ...filter, by, limit: MOST_LINES + 1 }, []);
      if (lines.length > MOST_LINES) throw tooMany();
      const days = Array.from({ length: daysBetween(filter.from, filter.to) + 1 }, (_, at) =>
        plusDays(filter.from, at),
      );
      return { days, rows: mapOf(lines.map(shown), days) };
    });
  }

  private async filter(
    tx: EntityManager,
    now: Date,
    caller: Principal,
    query: MapQuery,
    longest: number,
  ): Promise<Omit<ReportFilter, 'by' | 'limit'>> {
    const { county } = caller;
    const seesAll = caller.roles.some((role) => OF_THE_COUNTY.includes(role));
    const institution = seesAll ? query.institution : caller.institution;
    const from = query.from ?? localDate(now);
    const to = query.to ?? plusDays(from, longest);
    if (daysBetween(from, to) > longest) throw tooLong(longest);
    const usableHours = (await this.policies.at(tx, now, [county])).of(county, institution ?? '').usableHours();
    return { county, from, to, institution, pool: query.pool, group: query.group, usableHours };
  }
}

/** A line says what it stands for, and nothing of what is summed up in it. */
function shown(line: ReserveLine): ReserveLine {
  const summed = GROUPINGS.filter((name) => line[name] === '');
  const known = Object.entries(line).filter(([name]) => !(summed as readonly string[]).includes(name));
  return withUsableShare(Object.fromEntries(known) as unknown as ReserveLine);
}

const tooLong = (days: number): Problem =>
  new Problem({ status: 422, code: 'RANGE_TOO_LONG', detail: `A report covers at most ${days} days.` });

const tooMany = (): Problem =>
  new Problem({
    status: 422,
    code: 'RANGE_TOO_LONG',
    detail: `A map holds at most ${MOST_LINES} lines: ask for fewer days.`,
  });
