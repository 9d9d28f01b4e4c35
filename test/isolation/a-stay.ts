import { randomUUID } from 'node:crypto';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { Booking } from '../../apps/reservation/booking/booking.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { as, businessNow } from '../story/people.js';
import type { System } from '../system/system.js';

/** What only the hospital may see of a patient who lies there and comes to dialysis. */
export type Stay = Readonly<Record<'beds' | 'occupancies' | 'booking-series', string>>;

/** A patient who is given a bed of the county hospital, and a series of one date. */
export async function aStay(system: System, patientId: string): Promise<Stay> {
  const his = await as(system, 'his-adapter');
  const date = plusDays(localDate(await businessNow(system.database)), 1);
  const beds = { label: randomUUID(), group: '04', bedClass: 'general' };
  const registered = await his.post<{ items: { id: string }[] }>('/v1/beds', { body: { beds: [beds] } });
  const bedId = registered.body.items[0]?.id ?? '';
  const booking = await aBedBooking(his, date, patientId);
  const admitted = await his.post<{ id: string }>(`/v1/bookings/${booking.id}/admissions`, { body: { bedId } });
  return { beds: bedId, occupancies: admitted.body.id, 'booking-series': await aSeries(his, date, patientId) };
}

async function aBedBooking(his: Api, date: string, patientId: string): Promise<Booking> {
  const counts = [{ bedClass: 'general', staffed: 20, vacant: 10, expectedDischarges: 0, expectedAdmissions: 5 }];
  const day = { group: '04', date, kind: 'forecast', place: 'Ward 4', counts };
  const reported = await his.post<{ items: { offers: { sessionId: string }[] }[] }>('/v1/ward-days', {
    body: { wardDays: [day] },
  });
  const sessionId = reported.body.items[0]?.offers[0]?.sessionId;
  const body = { sessionId, patientId, channel: 'onsite' };
  const { id, version } = (await his.post<Booking>('/v1/bookings', { body })).body;
  return (await his.post<Booking>(`/v1/bookings/${id}/arrivals`, { body: {}, ifMatch: version })).body;
}

async function aSeries(his: Api, date: string, patientId: string): Promise<string> {
  const chairs = { externalId: randomUUID(), pool: 'dialysis-chair', group: '03.06', place: 'Dialysis', capacity: 5 };
  const session = { ...chairs, startsAt: `${date}T13:00:00+08:00`, endsAt: `${date}T17:00:00+08:00` };
  await his.post('/v1/sessions', { body: { sessions: [session] } });
  const weekdays = [1, 2, 3, 4, 5, 6, 7];
  const asked = { patientId, pool: 'dialysis-chair', group: '03.06', weekdays, time: '13:00', channel: 'onsite' };
  return (await his.post<{ id: string }>('/v1/booking-series', { body: { ...asked, from: date, until: date } })).body
    .id;
}
