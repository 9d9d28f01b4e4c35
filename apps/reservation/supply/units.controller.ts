import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { isAdapter } from './supply.service.js';
import { FreeUnits, UnitQuery } from './units.dto.js';
import { findFreeUnits, type Seeker } from './units.store.js';
import { freeUnitsOf } from './views.js';

const FORTNIGHT_MINUTES = 14 * 24 * 60;

/** Search of free units: protected ones are shown only to those who may use them. */
@ApiTags('supply')
@Controller('v1/units')
export class UnitsController {
  constructor(private readonly database: Database) {}

  /** Free units of a group in the caller's county, the earliest first; a hospital's system sees its own. */
  @Get()
  @Roles(
    'family-doctor',
    'primary-doctor',
    'team-member',
    'referral-clerk',
    'hospital-doctor',
    'referral-desk',
    'his-adapter',
  )
  @AnswersPageOf(FreeUnits)
  find(@Caller() caller: Principal, @Query() query: UnitQuery): Promise<Page<FreeUnits>> {
    const seeker = seekerOf(caller);
    const after = readCursor(query.cursor, 'instant', 'uuid');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const from = query.from === undefined ? now : new Date(query.from);
      const rows = await findFreeUnits(tx, now, {
        county: caller.county,
        pool: query.pool,
        group: query.group,
        institution: isAdapter(caller) ? caller.institution : query.institution,
        doctorId: query.doctorId,
        from,
        to: query.to === undefined ? plusMinutes(from, FORTNIGHT_MINUTES) : new Date(query.to),
        seeker,
        upcoming: query.upcoming === 'true',
        after,
        limit: query.limit + 1,
      });
      const view = (row: (typeof rows)[number]) => freeUnitsOf(row, seeker, now);
      return toPage(rows, query.limit, view, ({ startsAt, sessionId }) => [startsAt.toISOString(), sessionId]);
    });
  }
}

/** A hospital's system asks for the public, a family doctor for contracted patients, anybody else for other referrals. */
function seekerOf(caller: Principal): Seeker {
  if (isAdapter(caller)) return 'public';
  return caller.roles.includes('family-doctor') ? 'family' : 'other';
}
