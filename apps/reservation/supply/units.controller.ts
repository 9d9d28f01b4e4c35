import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, toPage } from '#service/paging/cursor.js';
import { plusMinutes } from '../calendar/beijing.js';
import { freeUnits, openLimit, openTaken, unreleased } from '../reserve/counters.js';
import { momentOf } from '../unit/allot.js';
import { readCursor } from './cursor.js';
import type { Session } from './session.entity.js';
import { isAdapter } from './supply.service.js';
import { FreeUnits, UnitQuery } from './units.dto.js';
import { findFreeUnits } from './units.store.js';
import { segmentsOf } from './views.js';

const FORTNIGHT_MINUTES = 14 * 24 * 60;

/** Search of free units: protected ones are shown only to those who may use them. */
@ApiTags('supply')
@Controller('v1/units')
export class UnitsController {
  constructor(private readonly database: Database) {}

  /** Free units of a group in the caller's county, the earliest first. */
  @Get()
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'his-adapter')
  @AnswersPageOf(FreeUnits)
  find(@Caller() caller: Principal, @Query() query: UnitQuery): Promise<Page<FreeUnits>> {
    const entitled = caller.roles.includes('family-doctor');
    const after = readCursor(query.cursor, 'instant', 'uuid');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const rows = await findFreeUnits(tx, now, {
        county: caller.county,
        pool: query.pool,
        group: query.group,
        institution: isAdapter(caller) ? caller.institution : query.institution,
        doctorId: query.doctorId,
        from: query.from === undefined ? now : new Date(query.from),
        to: query.to === undefined ? plusMinutes(now, FORTNIGHT_MINUTES) : new Date(query.to),
        entitled,
        selfService: isAdapter(caller),
        after,
        limit: query.limit + 1,
      });
      const view = (session: Session) => freeUnitsOf(session, now, caller);
      return toPage(rows, query.limit, view, ({ startsAt, id }) => [startsAt.toISOString(), id]);
    });
  }
}

function freeUnitsOf(session: Session, now: Date, caller: Principal): FreeUnits {
  const entitled = caller.roles.includes('family-doctor');
  const open = session.opensPublicAt <= now;
  const fresh = isAdapter(caller) ? momentOf(session, now).fresh : 0;
  const forFamily = open ? freeUnits(session) : Math.min(freeUnits(session), unreleased(session) - session.familyTaken);
  return {
    sessionId: session.id,
    institution: session.institution,
    pool: session.pool,
    group: session.group,
    doctorId: session.doctorId ?? undefined,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    place: session.place,
    preparation: session.preparation ?? undefined,
    free: entitled ? forFamily : openLimit(session, fresh) - openTaken(session),
    protected: entitled ? session.protected : undefined,
    segments: segmentsOf(session),
    open,
  };
}
