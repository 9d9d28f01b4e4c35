import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, toPage } from '#service/paging/cursor.js';
import { localDate } from '../calendar/beijing.js';
import { readCursor } from '../supply/cursor.js';
import { ReportQuery, ReserveLine } from './report.dto.js';
import { readLines } from './report.store.js';

/** What became of the reserve: per hospital, pool, group and day. */
@ApiTags('supply')
@Controller('v1/reserve-report')
export class ReportController {
  constructor(private readonly database: Database) {}

  /** The health authority sees its county, everybody else the own institution. */
  @Get()
  @Roles('county-health-authority', 'his-adapter', 'referral-desk')
  @AnswersPageOf(ReserveLine)
  read(@Caller() caller: Principal, @Query() query: ReportQuery): Promise<Page<ReserveLine>> {
    const seesAll = caller.roles.includes('county-health-authority');
    const after = readCursor(query.cursor, 'date', 'text', 'text', 'text');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const institution = seesAll ? query.institution : caller.institution;
      const filter = { ...query, institution, from: query.from ?? localDate(now), limit: query.limit + 1 };
      const lines = await readLines(tx, now, caller.county, filter, after);
      return toPage(
        lines,
        query.limit,
        (line) => line,
        ({ date, institution: at, pool, group }) => [date, at, pool, group],
      );
    });
  }
}
