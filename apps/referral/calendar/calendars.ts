import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { calendarOf } from '#service/calendar/calendar.js';
import { insertCalendarTable, readCalendarTables, type StoredTable } from '#service/calendar/calendar.store.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { fileRefused } from '#service/import/row-error.js';
import { conflict, type Problem } from '#service/problem/problem.js';
import { yearOf } from '#service/rules/working-hours.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Networks } from '../network/networks.js';
import type { CalendarsView, CalendarTableView, HolidayImportQuery, HolidayImportView } from './calendar.dto.js';
import { readHolidays } from './holiday-file.js';

const UNNAMED_SOURCE = 'imported without a source [unverified]';

/** The holiday tables of a county: published as files, read by everybody (domain, "Conventions"). */
@Injectable()
export class Calendars {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly networks: Networks,
  ) {}

  /** The years that are known, and this one and the next in any case: a gap is to be seen. */
  list(caller: Principal, year?: number): Promise<CalendarsView> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const tables = await readCalendarTables(tx, caller.county);
      const calendar = calendarOf(tables);
      const years = new Set([...tables.map((table) => table.year), yearOf(now), yearOf(now) + 1]);
      const shown = year === undefined ? [...years].sort((a, b) => a - b) : [year];
      return {
        items: shown.map((one) => ({
          year: one,
          known: calendar.knows(one),
          tables: tables.filter((table) => table.year === one).map(tableView),
        })),
      };
    });
  }

  /**
   * Publishes a file as the county's next version of its year, all or nothing. Deadlines given from now on heed it;
   * those that were told already stay. @throws Problem 422 `HOLIDAYS_INVALID` with every faulty cell
   */
  async publish(write: Write, csv: string, query: HolidayImportQuery): Promise<Answer<HolidayImportView>> {
    const least = await this.leastHolidays(write.principal);
    return this.writes.perform(
      write,
      async (tx, now) => {
        const table = await next(tx, now, write.principal, readFile(csv, query, least));
        if (!(await insertCalendarTable(tx, table))) throw overtaken();
        await addToOutbox(tx, [published(table)]);
        return { status: 201, body: viewOf(table, false) };
      },
      SYSTEM,
    );
  }

  /** What {@link publish} would do now. Nothing is written; a key used for it stays free. */
  async preview(principal: Principal, csv: string, query: HolidayImportQuery): Promise<Answer<HolidayImportView>> {
    const least = await this.leastHolidays(principal);
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const table = await next(tx, now, principal, readFile(csv, query, least));
      return { status: 200, body: viewOf(table, true) };
    });
  }

  private async leastHolidays({ county }: Principal): Promise<number> {
    const { rules } = await this.networks.of(county);
    const now = await this.database.transaction(SYSTEM, (_, instant) => Promise.resolve(instant));
    return rules.number('calendar.leastHolidays', { county }, localDate(now));
  }
}

type FileTable = Pick<StoredTable, 'year' | 'basis' | 'days' | 'source'>;

/** @throws Problem 422 with every fault of the file */
function readFile(csv: string, { basis, source }: HolidayImportQuery, least: number): FileTable {
  const { table, errors } = readHolidays(csv, basis, least);
  if (errors.length > 0) throw fileRefused('HOLIDAYS_INVALID', errors);
  return { ...table, basis, source: source ?? UNNAMED_SOURCE };
}

async function next(tx: EntityManager, now: Date, by: Principal, table: FileTable): Promise<StoredTable> {
  const { county } = by;
  const known = (await readCalendarTables(tx, county)).find(
    (one) => one.county === county && one.year === table.year && one.basis === table.basis,
  );
  // One id for all versions of a table: it is the aggregate of its messages.
  const { id, version } = known ?? { id: v7(), version: 0 };
  return { ...table, county, id, version: version + 1, publishedBy: by.account, publishedAt: now };
}

function published({ county, id, version, year, basis, source, days, publishedAt }: StoredTable) {
  return {
    name: 'calendar.published.v1' as const,
    county,
    aggregateId: id,
    aggregateVersion: version,
    occurredAt: publishedAt,
    data: {
      calendarCounty: county,
      year,
      basis,
      version,
      source,
      days: days.map(({ day, kind }) => ({ day, kind })),
    },
  };
}

function overtaken(): Problem {
  const detail = 'Another table of this year has just been published: look at it and send yours again.';
  return conflict('CALENDAR_OVERTAKEN', detail);
}

function viewOf({ year, basis, version, days }: StoredTable, dryRun: boolean): HolidayImportView {
  const holidays = days.filter(({ kind }) => kind === 'holiday').length;
  return { dryRun, year, basis, version, holidays, workingDays: days.length - holidays };
}

function tableView({ county, basis, version, source, publishedBy, publishedAt, days }: StoredTable): CalendarTableView {
  return { county, basis, version, source, publishedBy, publishedAt: publishedAt.toISOString(), days };
}
