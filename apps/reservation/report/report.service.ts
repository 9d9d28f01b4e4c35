import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { daysBetween, localDate, plusDays } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { readCursor, toPage } from '#service/paging/cursor.js';
import { Problem } from '#service/problem/problem.js';
import { SupplyPolicies } from '../policy/policies.js';
import { GROUPINGS, type ReportQuery, type ReserveLine, type ReserveReport, withUsableShare } from './report.dto.js';
import { readLines, readTotals } from './report.store.js';

/** A quarter is what is reported (domain §11). */
const LONGEST_DAYS = 92;

/** The reserve report: numbers from counters and ledger, for whom they concern. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  /** @throws Problem 422 `RANGE_TOO_LONG` beyond 92 days */
  read(caller: Principal, query: ReportQuery): Promise<ReserveReport> {
    const { county } = caller;
    const seesAll = caller.roles.includes('county-health-authority');
    const after = readCursor(query.cursor, 'text', 'text', 'text', 'text');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const institution = seesAll ? query.institution : caller.institution;
      const from = query.from ?? localDate(now);
      const to = query.to ?? plusDays(from, LONGEST_DAYS);
      // Past the year 9999 there is no date to count to.
      if (!(daysBetween(from, to) <= LONGEST_DAYS)) throw tooLong();
      const usableHours = (await this.policies.at(tx, now, [county])).of(county, institution ?? '').usableHours();
      const { pool, group, limit, by = GROUPINGS } = query;
      const filter = { county, from, to, institution, pool, group, by, usableHours, limit: limit + 1 };
      const lines = await readLines(tx, now, filter, after);
      const page = toPage(lines, limit, shown, (line) => GROUPINGS.map((name) => line[name] ?? ''));
      return { ...page, totals: withUsableShare(await readTotals(tx, now, filter)) };
    });
  }
}

/** A line says what it stands for, and nothing of what is summed up in it. */
function shown(line: ReserveLine): ReserveLine {
  const summed = GROUPINGS.filter((name) => line[name] === '');
  const known = Object.entries(line).filter(([name]) => !(summed as readonly string[]).includes(name));
  return withUsableShare(Object.fromEntries(known) as unknown as ReserveLine);
}

const tooLong = (): Problem =>
  new Problem({ status: 422, code: 'RANGE_TOO_LONG', detail: `A report covers at most ${LONGEST_DAYS} days.` });
