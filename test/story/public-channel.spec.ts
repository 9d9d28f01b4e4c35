import { randomUUID } from 'node:crypto';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { Booking } from '../../apps/reservation/booking/booking.dto.js';
import type { SessionView } from '../../apps/reservation/supply/supply.dto.js';
import type { FreeUnits } from '../../apps/reservation/supply/units.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { refused } from './acting.js';
import { as, businessNow, moveClock } from './people.js';

/** A department in which the demo county publishes nothing. */
const UNUSED = '03.09';
const SEARCH = `/v1/units?pool=expert-slot&group=${UNUSED}`;

describe('the public channel of a hospital', () => {
  let system: System;
  let his: Api;
  let desk: Api;

  beforeAll(async () => {
    system = await startSystem();
    his = await as(system, 'his-adapter');
    desk = await as(system, 'arrival-desk');
  });

  afterAll(() => system?.stop());

  const inDays = (now: Date, days: number) => plusDays(localDate(now), days);
  const morning = (date: string) => ({
    ...{ externalId: randomUUID(), pool: 'expert-slot', group: UNUSED, place: 'Room 7', capacity: 5 },
    ...{ startsAt: `${date}T08:00:00+08:00`, endsAt: `${date}T12:00:00+08:00` },
  });
  const free = async (search = SEARCH) => (await his.read<{ items: FreeUnits[] }>(search)).body.items;
  const on = (id: string, path: string) => `/v1/bookings/${id}/${path}`;

  it('searches, books under its own name, moves, lists and gives back; late only at the desk', async () => {
    const now = await businessNow(system.database);
    const sessions = [morning(inDays(now, 5)), morning(inDays(now, 6))];
    const published = await his.post<{ items: SessionView[] }>('/v1/sessions', { body: { sessions } });
    const [first, second] = published.body.items as [SessionView, SessionView];
    expect(await free()).toEqual([]);
    expect(await free(`${SEARCH}&upcoming=true`)).toMatchObject([{ sessionId: first.id, free: 0 }, { free: 0 }]);

    await moveClock(system.databaseUrl, new Date(first.opensPublicAt));
    expect(await free()).toMatchObject([
      { sessionId: first.id, free: 4 },
      { sessionId: second.id, free: 4 },
    ]);
    const body = { sessionId: first.id, patientId: randomUUID(), channel: 'web', externalId: 'his-1' };
    const { body: booked } = await his.post<Booking>('/v1/bookings', { body });
    expect((await his.post<Booking>('/v1/bookings', { body })).body.id).toBe(booked.id);

    const moved = await his.post<Booking>(on(booked.id, 'reschedules'), { body: { sessionId: second.id }, ifMatch: 1 });
    expect(moved).toMatchObject({ status: 201, body: { sessionId: second.id, externalId: 'his-1' } });
    const listed = await desk.read<{ items: Booking[] }>(`/v1/bookings?patient=${body.patientId}`);
    expect(listed.body.items.map(({ state }) => state)).toEqual(['cancelled', 'confirmed']);

    await moveClock(system.databaseUrl, new Date(Date.parse(second.startsAt) - 3_600_000));
    const late = { ifMatch: moved.version ?? 1 };
    expect(await refused(his, on(moved.body.id, 'cancellations'), late)).toMatchObject({ body: { code: 'TOO_LATE' } });
    const given = await desk.post<Booking>(on(moved.body.id, 'cancellations'), late);
    expect(given.body).toMatchObject({ state: 'cancelled', late: true });
  }, 120_000);
});
