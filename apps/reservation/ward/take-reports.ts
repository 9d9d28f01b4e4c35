import type { EntityManager } from 'typeorm';
import type { PolicyBook } from '../policy/policies.js';
import type { Publisher } from '../supply/publish.js';
import { offerBeds } from './offer-beds.js';
import { newReports } from './report.js';
import type { WardReport } from './ward-day.js';
import { knownWardDays, lockWards, saveWardDays, type WardDay, wardDayKey } from './ward-day.store.js';

/** What reports came to. */
export interface Taken {
  /** The reports that said something new. */
  readonly days: readonly WardDay[];
  /** All reports of these wards and days, by `wardDayKey`. */
  readonly all: ReadonlyMap<string, WardDay>;
}

/**
 * Takes reports of one hospital about its wards and offers what they say. All or nothing.
 * @throws Problem 422 `WARD_DAY_IMPOSSIBLE`
 */
export async function takeReports(
  tx: EntityManager,
  now: Date,
  by: Publisher,
  book: PolicyBook,
  wardDays: readonly WardReport[],
): Promise<Taken> {
  const { county, institution, account } = by;
  await lockWards(tx, county, institution);
  const known = await knownWardDays(tx, county, institution, wardDays);
  const reports = newReports(wardDays, known, book.of(county, institution).wardDay(), now);
  const offered = (report: WardReport) =>
    (['forecast', 'actual'] as const).flatMap((kind) => known.get(wardDayKey({ ...report, kind }))?.sessionIds ?? []);
  const fresh = reports.map((report) => ({ report, offered: [...new Set(offered(report))] }));
  const sessions = await offerBeds(tx, now, by, book, fresh);
  const days = reports.map(
    (report): WardDay => ({
      ...report,
      county,
      institution,
      version: (known.get(wardDayKey(report))?.version ?? 0) + 1,
      basis: book.of(county, institution, report.date).bedBasis(),
      ratioBps: book.of(county, institution, report.date).ratioBps('inpatient-bed'),
      sessionIds: sessions.get(report) ?? [],
      reportedBy: account,
      reportedAt: now,
    }),
  );
  await saveWardDays(tx, days);
  return { days, all: new Map([...known.values(), ...days].map((day) => [wardDayKey(day), day])) };
}
