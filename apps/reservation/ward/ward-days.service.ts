import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { type PolicyBook, SupplyPolicies } from '../policy/policies.js';
import { reserveOf } from '../reserve/floor.js';
import { BED_BASES } from './basis.js';
import { takeReports } from './take-reports.js';
import type { BedOfferView, WardDayQuery, WardDayReports, WardDaysView, WardDayView } from './ward-day.dto.js';
import { baseFigures } from './ward-day.js';
import { listWardDays, readOffers, type WardDay, wardDayKey } from './ward-day.store.js';

/** What hospitals report about their wards, and what is offered of it. */
@Injectable()
export class WardDays {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
  ) {}

  /** Reports of the caller's institution; 201, or 200 when all were known. */
  report(write: Write, body: WardDayReports): Promise<Answer<WardDaysView>> {
    const { county, institution, account } = write.principal;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const book = await this.policies.at(tx, now, [county]);
        const by = { county, institution, account };
        const { days, all } = await takeReports(tx, now, by, book, body.wardDays);
        const shown = body.wardDays.flatMap((report) => all.get(wardDayKey(report)) ?? []);
        return { status: days.length > 0 ? 201 : 200, body: { items: await views(tx, county, book, shown) } };
      },
      SYSTEM,
    );
  }

  list(principal: Principal, query: WardDayQuery): Promise<Page<WardDayView>> {
    const seesAll = principal.roles.includes('county-health-authority');
    const after = readCursor(query.cursor, 'date', 'text', 'text', 'text');
    const { county } = principal;
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const institution = seesAll ? query.institution : principal.institution;
      const filter = { ...query, institution, from: query.from ?? localDate(now), limit: query.limit + 1 };
      const days = await listWardDays(tx, county, filter, after);
      const shown = await views(tx, county, await this.policies.at(tx, now, [county]), days);
      const sortValues = ({ date, institution: at, group, kind }: WardDayView) => [date, at, group, kind];
      return toPage(shown, query.limit, (view) => view, sortValues);
    });
  }
}

async function views(
  tx: EntityManager,
  county: string,
  book: PolicyBook,
  days: readonly WardDay[],
): Promise<WardDayView[]> {
  const offers = await readOffers(tx, county, days);
  return days.map((day) => viewOf(day, book, offers));
}

function viewOf(day: WardDay, book: PolicyBook, offers: ReadonlyMap<string, BedOfferView>): WardDayView {
  const { institution, group, date, kind, version, place, counts, sessionIds, ratioBps } = day;
  const figures = baseFigures(day, book.of(day.county, institution, date));
  return {
    institution,
    group,
    date,
    kind,
    version,
    place,
    counts: [...counts],
    reportedAt: day.reportedAt.toISOString(),
    bases: BED_BASES.map((basis) => ({
      basis,
      beds: figures[basis],
      reserve: reserveOf(figures[basis], ratioBps),
      inForce: basis === day.basis,
    })),
    offers: sessionIds.flatMap((id) => offers.get(id) ?? []),
  };
}
