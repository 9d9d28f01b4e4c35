import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { ReleaseQuery, ReleaseView } from './releases.dto.js';
import { findReleases, type ReleaseRow } from './releases.store.js';

const HOUR_MINUTES = 60;

/** Last call: protected units that the clock is about to give to others. */
@ApiTags('supply')
@Controller('v1/releases')
export class ReleasesController {
  constructor(private readonly database: Database) {}

  /** Sessions of the county with such units, the soonest release first; a hospital sees its own. */
  @Get()
  @Roles('family-doctor', 'referral-desk', 'department-head', 'medical-affairs', 'roster-manager', 'bed-manager')
  @AnswersPageOf(ReleaseView)
  list(@Caller() caller: Principal, @Query() query: ReleaseQuery): Promise<Page<ReleaseView>> {
    const { county, roles, institution } = caller;
    const after = readCursor(query.cursor, 'instant', 'uuid');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const rows = await findReleases(tx, now, {
        ...{ county, pool: query.pool, group: query.group, after, limit: query.limit + 1 },
        institution: roles.includes('family-doctor') ? query.institution : institution,
        until: plusMinutes(now, query.hours * HOUR_MINUTES),
      });
      return toPage(rows, query.limit, releaseView, ({ releaseAt, sessionId }) => [releaseAt.toISOString(), sessionId]);
    });
  }
}

function releaseView({ doctorId, startsAt, endsAt, releaseAt, ...row }: ReleaseRow): ReleaseView {
  return {
    ...row,
    doctorId: doctorId ?? undefined,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    releaseAt: releaseAt.toISOString(),
  };
}
