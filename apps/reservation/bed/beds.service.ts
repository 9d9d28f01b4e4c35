import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound, Problem, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { BedClosure, BedQuery, BedRegistration, BedRegistrations, BedsView, BedView } from './bed.dto.js';
import { type Bed, closeBed, listBeds, lockBed, readBeds, saveBeds } from './bed.store.js';
import { bedOccupied } from './refusal.js';

/**
 * The inventory of beds. Opening or closing one changes no offer by itself: the next report of the ward's day counts it
 * or not (domain §7.7: bed numbers are dated).
 */
@Injectable()
export class Beds {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** Registers beds of the caller's institution; 201, or 200 when all were known. All or nothing. */
  register(write: Write, { beds }: BedRegistrations): Promise<Answer<BedsView>> {
    const { county, institution } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      requireOneOfEach(beds);
      const today = localDate(now);
      const ids = await saveBeds(
        tx,
        beds.map(({ validFrom = today, validUntil = null, staffed = true, ...bed }) => ({
          ...bed,
          ...{ county, institution, id: v7(), staffed, validFrom, validUntil },
        })),
      );
      const saved = await readBeds(tx, county, ids);
      const away = saved.find((bed) => bed.occupancyId !== null && !isInService(bed, today));
      if (away) throw bedOccupied(away);
      const byLabel = new Map(saved.map((bed) => [bed.label, bed]));
      const items = beds.flatMap(({ label }) => byLabel.get(label) ?? []).map(bedView);
      return { status: items.some(({ version }) => version === 1) ? 201 : 200, body: { items } };
    });
  }

  /** @throws Problem 409 `BED_OCCUPIED` while somebody lies in it, 404 for a bed of others */
  close(write: Write, id: string, { reason }: BedClosure): Promise<Answer<BedView>> {
    const version = requireIfMatch(write);
    const { county, institution } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      const bed = await lockBed(tx, county, institution, id);
      if (!bed) throw notFound();
      if (bed.version !== version) throw staleVersion(bed.version);
      if (bed.occupancyId !== null) throw bedOccupied(bed);
      const closed = await closeBed(tx, bed, now, reason);
      return { status: 201, body: bedView(closed), version: closed.version };
    });
  }

  list(principal: Principal, query: BedQuery): Promise<Page<BedView>> {
    const [after = null] = readCursor(query.cursor, 'text');
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const { county, institution } = principal;
      const beds = await listBeds(tx, county, institution, { ...query, limit: query.limit + 1 }, after);
      return toPage(beds, query.limit, bedView, ({ label }) => [label]);
    });
  }
}

/** Whether somebody may lie in it that day. */
export function isInService({ staffed, closedAt, validFrom, validUntil }: Bed, day: string): boolean {
  return staffed && closedAt === null && validFrom <= day && (validUntil === null || day < validUntil);
}

function requireOneOfEach(beds: readonly BedRegistration[]): void {
  const labels = beds.map(({ label }) => label);
  const errors = beds.flatMap(({ label, validFrom, validUntil }, at) => {
    const fault = (name: string, code: string, message: string) => [{ field: `beds.${at}.${name}`, code, message }];
    if (labels.indexOf(label) !== at) return fault('label', 'twice', 'stands twice in this request');
    if (validUntil === undefined || (validFrom !== undefined && validFrom < validUntil)) return [];
    return fault('validUntil', 'order', 'must be later than validFrom, which must be named with it');
  });
  if (errors.length === 0) return;
  throw new Problem({ status: 422, code: 'BED_IMPOSSIBLE', detail: 'Some beds cannot be: see errors.', errors });
}

function bedView({ county: _, occupancyId, ...bed }: Bed): BedView {
  return {
    ...bed,
    validUntil: bed.validUntil ?? undefined,
    closedAt: bed.closedAt?.toISOString(),
    closedReason: bed.closedReason ?? undefined,
    occupied: occupancyId !== null,
    occupancyId: occupancyId ?? undefined,
  };
}
