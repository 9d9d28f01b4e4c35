import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import type { Session } from '../supply/session.entity.js';
import { sessionView } from '../supply/views.js';
import { RosterQuery, RosterRow } from './roster.dto.js';
import { readBoard } from './roster.store.js';

const LAST_OF_WEEK = 6;
const FORTNIGHT = 14;

/** What a hospital offers, group by group: the board of whoever keeps its rosters. */
@ApiTags('supply')
@Controller('v1/rosters')
export class RosterController {
  constructor(private readonly database: Database) {}

  /** Sessions of the own institution in lines of a group each, with all their counters. */
  @Get()
  @Roles(
    'roster-manager',
    'bed-manager',
    'referral-desk',
    'hospital-doctor',
    'department-head',
    'medical-affairs',
    'his-adapter',
  )
  @AnswersPageOf(RosterRow)
  board(@Caller() { county, institution }: Principal, @Query() query: RosterQuery): Promise<Page<RosterRow>> {
    const [after] = readCursor(query.cursor, 'text');
    const { pool, group, limit } = query;
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const from = query.from ?? localDate(now);
      const to = query.to ?? plusDays(from, LAST_OF_WEEK);
      if (to > plusDays(from, FORTNIGHT)) throw tooLong();
      const filter = { county, institution, pool, group, from, to, after, groups: limit + 1 };
      const rows = linesOf(await readBoard(tx, filter));
      return toPage(
        rows,
        limit,
        (row) => row,
        (row) => [row.group],
      );
    });
  }
}

/** Sessions that come group by group, a line for each. */
function linesOf(sessions: readonly Session[]): RosterRow[] {
  const lines: RosterRow[] = [];
  for (const session of sessions) {
    if (lines.at(-1)?.group !== session.group) lines.push({ group: session.group, sessions: [] });
    lines.at(-1)?.sessions.push({ ...sessionView(session), segments: undefined });
  }
  return lines;
}

function tooLong() {
  return validationFailed([{ field: 'to', code: 'max', message: 'A board shows two weeks at most' }]);
}
