import { v7 } from 'uuid';
import { Writes } from '#service/write/writes.js';
import { writeOf } from '../../../test/reservation/desk.js';
import { at, CARDIOLOGY, COUNTY, draftOf, HOSPITAL, Room } from '../../../test/reservation/room.js';
import { BookingActs } from '../booking/acts.service.js';
import type { Booking } from '../booking/booking.dto.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { Admissions } from './admissions.service.js';
import type { BedRegistration } from './bed.dto.js';
import { Beds } from './beds.service.js';
import type { OccupancyView } from './occupancy.dto.js';

const DAY_SHIFT = { startsAt: at(0, '10:00'), endsAt: at(-1, '10:00') };
const WARD = { pool: 'inpatient-bed' as const, group: CARDIOLOGY, bedClass: 'general', ...DAY_SHIFT };

describe('patients in beds', () => {
  let room: Room;
  let beds: Beds;
  let admissions: Admissions;
  let acts: BookingActs;

  beforeEach(async () => {
    room = await Room.open();
    const writes = new Writes(room.database);
    beds = new Beds(room.database, writes);
    acts = new BookingActs(writes, new SupplyPolicies());
    admissions = new Admissions(room.database, writes, new SupplyPolicies());
    await room.moveTo(at(0, '10:30'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  /** Patients who have come for a bed of the ward. */
  async function patients(count: number): Promise<string[]> {
    const session = await room.morning(2 * count, WARD);
    const booked = await Promise.all(Array.from({ length: count }, () => room.book(session)));
    return Promise.all(booked.map((answer) => arrive(answer as { body: Booking })));
  }

  const arrive = async ({ body }: { body: Booking }): Promise<string> =>
    (await acts.arrive(writeOf({ ifMatch: body.version }), body.id)).body.id;

  const register = async (...list: Partial<BedRegistration>[]) =>
    (
      await beds.register(writeOf(), {
        beds: list.map((bed) => ({ label: v7(), group: CARDIOLOGY, bedClass: 'general', ...bed })),
      })
    ).body.items;

  const admit = (bookingId: string | undefined, bedId: string, reason?: string) =>
    admissions.admit(writeOf(), bookingId ?? '', { bedId, reason });

  const codeOf = (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'done',
      ({ code }: { code: string }) => code,
    );

  it('race: of fifty who are given one bed at once, exactly one lies in it', async () => {
    const [bed] = await register({});
    const bookings = await patients(50);
    const codes = await Promise.all(bookings.map((id) => codeOf(admit(id, bed!.id))));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'BED_OCCUPIED')).toHaveLength(49);
    expect(await room.rows('SELECT 1 FROM occupancy')).toHaveLength(1);
  });

  it('race: of ten beds given to one patient at once, the patient lies in one', async () => {
    const list = await register(...Array.from({ length: 10 }, () => ({})));
    const [booking] = await patients(1);
    const codes = await Promise.all(list.map(({ id }) => codeOf(admit(booking, id))));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_ADMITTED')).toHaveLength(9);
  });

  it('leave a bed to the next, and are moved in one step or not at all', async () => {
    const [one, two] = await register({}, {});
    const [first, second] = await patients(2);
    const lying = (await admit(first, one!.id)).body;
    const other = (await admit(second, two!.id)).body;
    const end = (view: OccupancyView, body: Parameters<Admissions['end']>[2]) =>
      admissions.end(writeOf({ ifMatch: view.version }), view.id, body);
    expect(await codeOf(end(lying, { kind: 'move', bedId: two!.id }))).toBe('BED_OCCUPIED');
    expect((await admissions.find(writeOf().principal, lying.id)).body.until).toBeUndefined();
    await room.moveTo(at(0, '11:30'));
    expect((await end(other, { kind: 'discharge' })).body).toMatchObject({ endKind: 'discharge', version: 2 });
    const moved = (await end(lying, { kind: 'move', bedId: two!.id })).body;
    expect(moved).toMatchObject({ bedId: two!.id, bookingId: first, from: expect.any(String) });
    const before = (await admissions.find(writeOf().principal, lying.id)).body;
    expect(before).toMatchObject({ endKind: 'move', until: moved.from });
    expect(await codeOf(end({ ...lying, version: 2 }, { kind: 'discharge' }))).toBe('ALREADY_ENDED');
    expect((await admit(second, one!.id)).status).toBe(201);
  });

  it('get a bed of another ward group or of a class that is not offered only with a reason', async () => {
    const [surgical, icu, vip] = await register({ group: '04' }, { bedClass: 'icu' }, { bedClass: 'vip' });
    const bookings = await patients(3);
    for (const [n, bed] of [surgical, icu, vip].entries()) {
      expect(await codeOf(admit(bookings[n], bed!.id))).toBe('REASON_REQUIRED');
      expect((await admit(bookings[n], bed!.id, 'needs monitoring')).body).toMatchObject({
        reason: 'needs monitoring',
      });
    }
  });

  it('come first: nobody is admitted before the arrival, nor for what is no bed', async () => {
    const [bed] = await register({});
    const booked = async (session: Session) => ((await room.book(session)) as { body: Booking }).body;
    const { id } = await booked(await room.morning(2, WARD));
    expect(await codeOf(admit(id, bed!.id))).toBe('NOT_ARRIVED');
    const exam = await booked(
      await room.morning(2, { pool: 'exam', group: 'ct', startsAt: at(0, '14:00'), endsAt: at(0, '17:00') }),
    );
    expect(await codeOf(admit(await arrive({ body: exam }), bed!.id))).toBe('NOT_A_BED');
  });

  it('keep their bed from being closed; an empty one is closed, and opened again by its label', async () => {
    const [taken, empty] = await register({ label: 'A' }, { label: 'B' });
    const [first, second] = await patients(2);
    await admit(first, taken!.id);
    const close = (id: string) => beds.close(writeOf({ ifMatch: 1 }), id, { reason: 'renovation' });
    expect(await codeOf(close(taken!.id))).toBe('BED_OCCUPIED');
    expect(await codeOf(register({ label: 'A', staffed: false }))).toBe('BED_OCCUPIED');
    const capacity = await room.rows('SELECT capacity FROM session');
    expect((await close(empty!.id)).body).toMatchObject({ closedReason: 'renovation', occupied: false });
    expect(await room.rows('SELECT capacity FROM session')).toEqual(capacity);
    expect(await codeOf(admit(second, empty!.id))).toBe('BED_NOT_IN_SERVICE');
    await register({ label: 'B' });
    expect((await admit(second, empty!.id)).status).toBe(201);
    const page = await beds.list(writeOf().principal, { limit: 10, occupied: true });
    expect(page.items.map(({ label }) => label)).toEqual(['A', 'B']);
  });

  it('are nobody else’s: neither the booking nor the bed of another hospital', async () => {
    const [bed] = await register({});
    const [id] = await patients(1);
    const elsewhere = { institution: '990101H02' };
    const foreign = (
      await beds.register(writeOf(elsewhere), { beds: [{ label: 'X', group: '03.04', bedClass: 'general' }] })
    ).body;
    expect(await codeOf(admissions.admit(writeOf(elsewhere), id!, { bedId: bed!.id }))).toBe('NOT_FOUND');
    expect(await codeOf(admit(id, foreign.items[0]!.id))).toBe('NOT_FOUND');
    const { body } = await admit(id, bed!.id);
    const seen = (institution: string) =>
      room.database.transaction({ county: COUNTY, institution }, (tx) => tx.query('SELECT id FROM occupancy'));
    expect(await seen(HOSPITAL)).toEqual([{ id: body.id }]);
    expect(await seen('990101H02')).toEqual([]);
  });

  it('the database itself lets no two lie in one bed at one time', async () => {
    const [bed] = await register({});
    const [first, second] = await patients(2);
    await admit(first, bed!.id);
    const second_ = room.rows(
      `INSERT INTO occupancy (county, id, institution, bed_id, during, reservation_id, patient_id, admitted_by)
       SELECT county, $1, institution, $2, tstzrange(business_now() + interval '3 days', NULL), id, patient_id, 'x' FROM reservation WHERE id = $3`,
      [v7(), bed!.id, second],
    );
    await expect(second_).rejects.toThrow(/one_patient_per_bed/);
  });
});

describe('day surgery', () => {
  it('is published without a reserve, and its beds are given like others', async () => {
    const room = await Room.open();
    await room.moveTo(at(0, '07:00'));
    const session = await room.morning(4, { ...draftOf(4), pool: 'day-surgery', group: '04' });
    expect(session).toMatchObject({ reserve: 0, capacity: 4 });
    const writes = new Writes(room.database);
    const beds = new Beds(room.database, writes);
    const { items } = (
      await beds.register(writeOf(), { beds: [{ label: 'D1', group: '04', bedClass: 'day-surgery' }] })
    ).body;
    const booked = await room.book(session);
    const { body } = booked as { body: Booking };
    const { id } = (await new BookingActs(writes, new SupplyPolicies()).arrive(writeOf({ ifMatch: 1 }), body.id)).body;
    const admissions = new Admissions(room.database, writes, new SupplyPolicies());
    expect((await admissions.admit(writeOf(), id, { bedId: items[0]!.id })).status).toBe(201);
    await room.close();
  });
});
