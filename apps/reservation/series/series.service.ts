import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type FieldError, notFound, Problem, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { requireInTime } from '../booking/acts.js';
import { requireSelfService } from '../booking/batch.js';
import { SELF_SERVICE } from '../booking/booking.dto.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { Turn } from '../unit/turn.js';
import { bookDates } from './book-dates.js';
import type { SeriesCancellation, SeriesRequest, SeriesView } from './series.dto.js';
import { patternFaults } from './series.js';
import {
  cancelSeries,
  findSeries,
  hasReferral,
  insertSeries,
  lockSeries,
  readBooked,
  readDates,
  type Series,
} from './series.store.js';

/** Units that the same person needs week after week, dialysis above all (domain §7.9). */
@Injectable()
export class BookingSeries {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
  ) {}

  /**
   * Books one unit on each date of the pattern: all of them, or with `partial` those there are.
   * @throws Problem 409 `SERIES_INCOMPLETE` with the dates and reasons, `SELF_SERVICE_OFF`; 422 `SERIES_IMPOSSIBLE`
   */
  book(write: Write, body: SeriesRequest): Promise<Answer<SeriesView>> {
    const { county, institution, account } = write.principal;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const turn = new Turn(tx, now, await this.policies.at(tx, now, [county]), county);
        const series = seriesOf(body, county, institution);
        await requirePossible(turn, series, body);
        const dates = await bookDates(turn, series, account, body.partial ?? false);
        await insertSeries(tx, series, dates, account, now);
        await turn.tell();
        return { ...(await answerOf(tx, series)), status: 201, location: `/v1/booking-series/${series.id}` };
      },
      SYSTEM,
    );
  }

  /** @throws Problem 404 outside the caller's institution */
  find(principal: Principal, id: string): Promise<Answer<SeriesView>> {
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const series = await findSeries(tx, principal.county, principal.institution, id);
      if (!series) throw notFound();
      return answerOf(tx, series);
    });
  }

  /**
   * Gives back the units from a date on; those of patients who have come, or did not come, stay as they are.
   * @throws Problem 409 `TOO_LATE` where one of them may be given back by the desk only, as any booking
   */
  cancel(write: Write, id: string, { from }: SeriesCancellation): Promise<Answer<SeriesView>> {
    const version = requireIfMatch(write);
    const { county, institution, account } = write.principal;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const series = await lockSeries(tx, county, institution, id);
        if (!series) throw notFound();
        if (series.version !== version) throw staleVersion(series.version);
        const turn = new Turn(tx, now, await this.policies.at(tx, now, [county]), county);
        const rows = (await lockBooked(turn, series, from)).filter(({ startsAt }) => startsAt > now);
        for (const row of rows) requireInTime(turn, row, write.principal);
        for (const row of rows) turn.stock.free(row, 'cancelled', 'cancel', now, account, 'series-cancelled');
        await turn.serveWaiting();
        await turn.save();
        await turn.tell();
        await cancelSeries(tx, series, from);
        const cancelled = await findSeries(tx, county, institution, id);
        return { ...(await answerOf(tx, cancelled ?? series)), status: 201 };
      },
      SYSTEM,
    );
  }
}

/** Bookings whose sessions are locked; one that a hospital moves meanwhile is found where it went. */
async function lockBooked(turn: Turn, series: Series, from: string): Promise<Reservation[]> {
  for (;;) {
    const rows = await readBooked(turn.tx, series, from);
    const keys = rows.map(({ county, sessionId: id }) => ({ county, id }));
    if (keys.every((key) => turn.isLocked(key))) return rows;
    await turn.lock(keys);
  }
}

function seriesOf(body: SeriesRequest, county: string, institution: string): Series {
  const { patientId, pool, group, weekdays, time, from, until, channel, referralId } = body;
  return {
    ...{ county, institution, patientId, pool, group, time, from, until },
    id: v7(),
    version: 1,
    weekdays: [...weekdays].sort((a, b) => a - b),
    channel: channel ?? 'fd-referral',
    referralId: referralId ?? null,
    cancelledFrom: null,
  };
}

async function requirePossible(turn: Turn, series: Series, { channel, referralId }: SeriesRequest): Promise<void> {
  const { county, institution, pool } = series;
  const policy = turn.book.of(county, institution);
  const errors: FieldError[] = patternFaults(series, policy.seriesWeeks(), turn.now);
  if (!policy.isRecurring(pool))
    errors.push({ field: 'pool', code: 'not-recurring', message: 'its units are not booked in series' });
  if (channel !== undefined && referralId !== undefined)
    errors.push({ field: 'channel', code: 'contradiction', message: 'a referral comes by no channel of the public' });
  else if (referralId !== undefined && !(await hasReferral(turn.tx, series, referralId)))
    errors.push({ field: 'referralId', code: 'unknown', message: 'this patient has no such referral here' });
  if (errors.length > 0) {
    throw new Problem({ status: 422, code: 'SERIES_IMPOSSIBLE', detail: 'This series cannot be: see errors.', errors });
  }
  if (SELF_SERVICE.includes(series.channel)) await requireSelfService(turn, county, institution, series.patientId);
}

async function answerOf(tx: EntityManager, series: Series): Promise<Answer<SeriesView>> {
  const units = (await readDates(tx, series)).map(({ date, reservationId, reason, state, startsAt }) => ({
    date,
    bookingId: reservationId ?? undefined,
    state: state ?? undefined,
    startsAt: startsAt?.toISOString(),
    reason: reason ?? undefined,
  }));
  const { county: _, ...shown } = series;
  const body = {
    ...shown,
    referralId: series.referralId ?? undefined,
    cancelledFrom: series.cancelledFrom ?? undefined,
    units,
  };
  return { status: 200, body, version: series.version };
}
