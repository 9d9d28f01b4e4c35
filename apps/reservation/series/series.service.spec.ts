import { v7 } from 'uuid';
import { instantOf } from '#service/calendar/local-time.js';
import { SYSTEM } from '#service/database/database.js';
import { Writes } from '#service/write/writes.js';
import { writeOf } from '../../../test/reservation/desk.js';
import { COUNTY, draftOf, Room } from '../../../test/reservation/room.js';
import { BookingActs } from '../booking/acts.service.js';
import { changeCapacity } from '../change/change-capacity.js';
import { SupplyPolicies } from '../policy/policies.js';
import { Turn } from '../unit/turn.js';
import type { SeriesRequest } from './series.dto.js';
import { datesOf } from './series.js';
import { BookingSeries } from './series.service.js';

const FROM = '2027-03-01';
const UNTIL = '2027-05-30';
const PATTERN = { weekdays: [1, 3, 5], time: '07:00', from: FROM, until: UNTIL };
const clock = (date: string, time: string) => instantOf(date, { days: 0, at: time });

describe('a series of bookings', () => {
  let room: Room;
  let series: BookingSeries;

  beforeEach(async () => {
    room = await Room.open();
    series = new BookingSeries(room.database, new Writes(room.database), new SupplyPolicies());
    await room.moveTo(clock('2027-02-26', '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  /** Chairs for the early shift of each date. */
  const chairs = (dates: readonly string[], capacity: number) =>
    room.publish(
      dates.map((date) =>
        draftOf(capacity, {
          pool: 'dialysis-chair',
          group: '03.06',
          startsAt: clock(date, '07:00'),
          endsAt: clock(date, '11:00'),
        }),
      ),
    );
  const request = (change: Partial<SeriesRequest> = {}): SeriesRequest => ({
    patientId: v7(),
    pool: 'dialysis-chair',
    group: '03.06',
    channel: 'onsite',
    ...PATTERN,
    ...change,
  });
  const book = (change: Partial<SeriesRequest> = {}) => series.book(writeOf(), request(change));
  const taken = async () =>
    Number((await room.rows<{ sum: string }>('SELECT sum(public_taken + other_taken) FROM session'))[0]?.sum);

  it('books thirteen weeks of dialysis at once, without a reserve', async () => {
    const published = await chairs(datesOf(PATTERN), 10);
    expect(published.every(({ session }) => session.reserve === 0)).toBe(true);
    const { status, body } = await book();
    expect([status, body.units.length]).toEqual([201, 39]);
    expect(body.units.every(({ state, bookingId }) => state === 'confirmed' && bookingId)).toBe(true);
    expect(await taken()).toBe(39);
    const read = await series.find(writeOf().principal, body.id);
    expect(read.body).toEqual(body);
  });

  it('booked twice at once for one patient it is there once, and the second says on which dates he has one', async () => {
    const dates = datesOf({ ...PATTERN, until: '2027-03-14' });
    await chairs(dates, 4);
    await chairs(dates, 4);
    const patientId = v7();
    const wish = { patientId, until: '2027-03-14' };
    const outcomes = await Promise.allSettled([book(wish), book(wish)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(reason).toMatchObject({ code: 'SERIES_INCOMPLETE' });
    expect(await taken()).toBe(dates.length);
  });

  it('books all or nothing, and tells which dates failed and why', async () => {
    const dates = datesOf({ ...PATTERN, until: '2027-03-14' });
    await chairs(dates.slice(0, 4), 1);
    await chairs(dates.slice(4, 5), 2);
    await book({ until: '2027-03-01' });
    const failed = [
      { date: dates[0], reason: 'full' },
      { date: dates[5], reason: 'no-session' },
    ];
    await expect(book({ until: '2027-03-14' })).rejects.toMatchObject({ code: 'SERIES_INCOMPLETE', more: { failed } });
    expect(await taken()).toBe(1);
    const { body } = await book({ until: '2027-03-14', partial: true });
    expect(body.units.filter(({ bookingId }) => bookingId)).toHaveLength(4);
    expect(body.units.filter(({ reason }) => reason)).toEqual(failed);
    expect(await taken()).toBe(5);
  });

  it('answers the same key with the same series', async () => {
    await chairs(datesOf({ ...PATTERN, until: '2027-03-07' }), 10);
    const write = writeOf();
    const body = request({ until: '2027-03-07' });
    const first = await series.book(write, body);
    expect(await series.book(write, body)).toMatchObject({ replayed: true, body: { id: first.body.id } });
    expect(await taken()).toBe(3);
  });

  it('is given back from a date on; what has been stays', async () => {
    await chairs(datesOf({ ...PATTERN, until: '2027-03-14' }), 1);
    const { body } = await book({ until: '2027-03-14' });
    await room.moveTo(clock('2027-03-05', '12:00'));
    const cancel = (ifMatch: number) => series.cancel(writeOf({ ifMatch }), body.id, { from: '2027-03-08' });
    await expect(cancel(7)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const cancelled = (await cancel(1)).body;
    expect(cancelled).toMatchObject({ version: 2, cancelledFrom: '2027-03-08' });
    expect(cancelled.units.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 3 }, () => 'confirmed'),
      ...Array.from({ length: 3 }, () => 'cancelled'),
    ]);
    expect((await book({ from: '2027-03-08', until: '2027-03-14' })).status).toBe(201);
  });

  it('is not given back late by a system, as no booking is; later dates are (domain §7.6)', async () => {
    await chairs(datesOf({ ...PATTERN, until: '2027-03-05' }), 1);
    const { body } = await book({ until: '2027-03-05' });
    await room.moveTo(clock('2027-03-03', '06:00'));
    const cancel = (from: string) => series.cancel(writeOf({ ifMatch: 1 }), body.id, { from });
    await expect(cancel('2027-03-03')).rejects.toMatchObject({ code: 'TOO_LATE' });
    const { units } = (await cancel('2027-03-04')).body;
    expect(units.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'cancelled']);
  });

  it('goes on with the unit that the hospital gives for one it takes away', async () => {
    const [monday] = await chairs(['2027-03-01', '2027-03-02'], 5);
    const { body } = await book({ until: '2027-03-01' });
    await room.database.transaction(SYSTEM, async (tx, now) => {
      const turn = new Turn(tx, now, await new SupplyPolicies().at(tx, now, [COUNTY]), COUNTY);
      const changes = [{ session: monday!.session, capacity: 0, stop: true }];
      await changeCapacity(turn, changes, { cause: 'stop', reason: 'water-plant', actor: 'his-adapter' });
      await turn.tell();
    });
    const { units } = (await series.find(writeOf().principal, body.id)).body;
    const startsAt = clock('2027-03-02', '07:00').toISOString();
    expect(units).toMatchObject([{ date: '2027-03-01', state: 'confirmed', startsAt }]);
    const cancelled = await series.cancel(writeOf({ ifMatch: 1 }), body.id, { from: '2027-03-01' });
    expect(cancelled.body.units).toMatchObject([{ date: '2027-03-01', state: 'cancelled' }]);
    expect(await taken()).toBe(0);
  });

  it('goes on with the booking to which a date was moved', async () => {
    const [, tuesday] = await chairs(['2027-03-01', '2027-03-02'], 5);
    const { body } = await book({ until: '2027-03-01' });
    const acts = new BookingActs(new Writes(room.database), new SupplyPolicies());
    const moved = await acts.reschedule(writeOf({ ifMatch: 1 }), body.units[0]!.bookingId!, tuesday!.session.id);
    const { units } = (await series.find(writeOf().principal, body.id)).body;
    expect(units).toMatchObject([{ date: '2027-03-01', state: 'confirmed', bookingId: moved.body.id }]);
  });

  it('twenty patients who want ten chairs for two weeks at once: ten get all of theirs, ten get none', async () => {
    await chairs(datesOf({ ...PATTERN, until: '2027-03-14' }), 10);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => book({ until: '2027-03-14' })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await taken()).toBe(60);
  });

  it.each([
    ['of expert slots', { pool: 'expert-slot' as const }, 'pool'],
    ['of a stranger’s referral', { channel: undefined, referralId: v7() }, 'referralId'],
    ['by channel and referral at once', { referralId: v7() }, 'channel'],
    ['of more than thirteen weeks', { until: '2027-05-31' }, 'until'],
  ])('is not booked %s', async (_, change, field) => {
    await expect(book(change)).rejects.toMatchObject({ status: 422, errors: [{ field }] });
  });
});
