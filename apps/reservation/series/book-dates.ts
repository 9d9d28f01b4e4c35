import { conflict } from '#service/problem/problem.js';
import type { UnitRequest } from '../unit/request.js';
import { reasonsOf, serve } from '../unit/serve.js';
import type { Turn } from '../unit/turn.js';
import { beginOf, datesOf } from './series.js';
import type { Series, SeriesDate } from './series.store.js';

/**
 * Asks for one unit on each date, all in one turn, under the same rules as any booking, and saves the turn.
 * @param partial take what there is; otherwise all dates or none
 * @throws Problem 409 `SERIES_INCOMPLETE` naming the dates that found nothing
 */
export async function bookDates(turn: Turn, series: Series, actor: string, partial: boolean): Promise<SeriesDate[]> {
  const requests = new Map(datesOf(series).map((date) => [date, requestOf(series, date, actor)]));
  const served = await serve(turn, [...requests.values()]);
  const idOf = new Map<UnitRequest, string>(served.map(({ request, row }) => [request, row.id]));
  await turn.save();
  const left = [...requests.values()].filter((request) => !idOf.has(request));
  const reasons = await reasonsOf(turn, left);
  const reasonOf = new Map(left.map((request, at) => [request, reasons[at]?.[0] ?? 'full']));
  const dates = [...requests].map(([date, request]) => {
    const reservationId = idOf.get(request) ?? null;
    return { date, reservationId, reason: reservationId === null ? (reasonOf.get(request) ?? 'full') : null };
  });
  if (left.length === 0 || (partial && served.length > 0)) return dates;
  const failed = dates.flatMap(({ date, reason }) => (reason === null ? [] : [{ date, reason }]));
  const detail = `${failed.length} of ${dates.length} dates have no free unit; nothing was booked.`;
  throw conflict('SERIES_INCOMPLETE', detail, { failed });
}

function requestOf({ county, institution, ...series }: Series, date: string, actor: string): UnitRequest {
  const startsAt = beginOf(date, series);
  return {
    asker: series.referralId === null ? 'public' : 'other',
    pool: series.pool,
    group: series.group,
    earliest: startsAt,
    latest: startsAt,
    candidates: [{ county, institution }],
    patientId: series.patientId,
    purpose: 'booking',
    channel: series.channel,
    actor,
  };
}
