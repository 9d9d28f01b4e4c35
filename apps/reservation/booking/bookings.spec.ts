import { v7 } from 'uuid';
import type { Role } from '#contracts/codes.js';
import type { Problem } from '#service/problem/problem.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { at, later, Room, referral, writeOf } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { confirm } from '../unit/asked.js';
import { release } from '../unit/steps.js';
import { BookingActs } from './acts.service.js';
import type { Booking, BookingRequest } from './booking.dto.js';
import { BookingService } from './booking.service.js';

const OTHER_HOSPITAL = '990101H02';

describe('bookings of a hospital’s system', () => {
  let room: Room;
  let bookings: BookingService;
  let acts: BookingActs;
  let first: Session;
  let second: Session;

  beforeEach(async () => {
    room = await Room.open();
    bookings = new BookingService(room.database, new SupplyPolicies(), room.door);
    acts = new BookingActs(new Writes(room.database), new SupplyPolicies());
    await room.moveTo(at(6, '09:00'));
    first = await room.morning(5);
    second = await room.morning(5, { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') });
    await room.moveTo(at(5, '10:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  function by(role: Role = 'his-adapter', ifMatch?: number, institution?: string): Write {
    const write = writeOf(v7());
    const principal = { ...write.principal, account: role, roles: [role] };
    return { ...write, ifMatch, principal: institution ? { ...principal, institution } : principal };
  }
  const wish = (change: Partial<BookingRequest> = {}): BookingRequest => ({
    sessionId: first.id,
    patientId: v7(),
    channel: 'web',
    ...change,
  });
  const book = async (change: Partial<BookingRequest> = {}): Promise<Booking> =>
    (await bookings.book(by(), wish(change))).body;
  const refusal = (promise: Promise<unknown>): Promise<Problem> =>
    promise.then(
      () => Promise.reject(new Error('was not refused')),
      (problem: Problem) => problem,
    );
  const taken = async ({ id }: Session) => (await room.session(id)).publicTaken;

  describe('under a name of its own', () => {
    it('the same content is the same booking, other content is refused', async () => {
      const content = wish({ externalId: 'his-1' });
      const made = await bookings.book(by(), content);
      expect(made).toMatchObject({ status: 201, body: { externalId: 'his-1' } });
      expect(await bookings.book(by(), { ...content })).toMatchObject({ status: 200, body: { id: made.body.id } });
      const other = await refusal(bookings.book(by(), wish({ externalId: 'his-1' })));
      expect(other).toMatchObject({ status: 409, code: 'EXTERNAL_ID_TAKEN' });
      expect(await taken(first)).toBe(1);
    });

    it('a name belongs to one hospital only', async () => {
      const theirs = await room.morning(5, {}, OTHER_HOSPITAL);
      await room.moveTo(at(4, '11:00'));
      await book({ externalId: 'his-1' });
      const content = wish({ sessionId: theirs.id, externalId: 'his-1' });
      expect(await bookings.book(by('his-adapter', undefined, OTHER_HOSPITAL), content)).toMatchObject({ status: 201 });
    });

    it('sent ten times at once through two processes it is booked once', async () => {
      const replica = new BookingService(room.database, new SupplyPolicies(), room.replica().door);
      const content = wish({ externalId: 'his-1' });
      const answers = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) => (n % 2 ? bookings : replica).book(by(), content)),
      );
      const statuses = answers.map((answer) =>
        answer.status === 'fulfilled' ? answer.value.status : (answer.reason as Problem).status,
      );
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.every((status) => [200, 201, 409].includes(status))).toBe(true);
      expect(await taken(first)).toBe(1);
    });

    it('a wish that found nothing leaves its name free', async () => {
      await Promise.all(Array.from({ length: 4 }, () => book()));
      const content = wish({ externalId: 'his-1' });
      expect(await refusal(bookings.book(by(), content))).toMatchObject({ status: 409, code: 'NO_UNIT' });
      const { id, version } = (await bookings.list(by().principal, query())).items[0]!;
      await acts.cancel(by('his-adapter', version), id);
      expect(await bookings.book(by(), content)).toMatchObject({ status: 201 });
    });
  });

  it('two of one patient that are moved to the same hours at once: one moves, the other is told why not', async () => {
    const [third, fourth] = [
      await room.morning(5, { startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00') }),
      await room.morning(5, { startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00'), place: 'Room 14' }),
    ];
    await room.moveTo(at(4, '11:00'));
    for (let round = 0; round < 10; round += 1) {
      const patientId = v7();
      const [one, other] = [await book({ patientId }), await book({ patientId, sessionId: second.id })];
      const moves = await Promise.allSettled([
        acts.reschedule(by('his-adapter', 1), one.id, third.id),
        acts.reschedule(by('his-adapter', 1), other.id, fourth.id),
      ]);
      expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { reason } = moves.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      expect(reason).toMatchObject({ status: 409, code: 'NO_UNIT', more: { reason: 'overlap' } });
      const left = await bookings.list(by().principal, query({ patient: patientId, state: 'confirmed' }));
      for (const { id, version } of left.items) {
        await acts.cancel(by('referral-desk', version), id);
      }
    }
  });

  describe('that are given back', () => {
    it('until the end of the day before by the hospital’s system, later by desk or doctor, and then as late', async () => {
      const [early, late] = [await book(), await book()];
      await room.moveTo(at(1, '23:59'));
      expect((await acts.cancel(by('his-adapter', 1), early.id)).body).toMatchObject({ state: 'cancelled' });
      await room.moveTo(at(0, '00:01'));
      expect(await refusal(acts.cancel(by('his-adapter', 1), late.id))).toMatchObject({
        status: 409,
        code: 'TOO_LATE',
        more: { until: at(0, '00:00').toISOString() },
      });
      const { body } = await acts.cancel(by('arrival-desk', 1), late.id);
      expect(body).toMatchObject({ state: 'cancelled', late: true });
      const entries = await room.rows('SELECT kind, reason FROM ledger WHERE reservation_id = $1 ORDER BY id', [
        late.id,
      ]);
      expect(entries.at(-1)).toEqual({ kind: 'cancel', reason: 'late-cancel' });
      expect(await taken(first)).toBe(0);
    });

    it('a bed until twelve hours before', async () => {
      const bed = { pool: 'inpatient-bed' as const, group: 'W1', startsAt: at(0, '08:00'), endsAt: at(-1, '08:00') };
      const ward = await room.morning(10, { ...bed, bedClass: 'general' });
      await room.moveTo(at(4, '11:00'));
      const { id } = await book({ sessionId: ward.id });
      await room.moveTo(at(1, '20:01'));
      expect(await refusal(acts.cancel(by('his-adapter', 1), id))).toMatchObject({ code: 'TOO_LATE' });
      expect((await acts.cancel(by('referral-desk', 1), id)).body).toMatchObject({ late: true });
    });

    it('by the doctor of a referral after that time are late, too, and no missed appointment', async () => {
      const event = referral({}, { decideBy: at(1, '11:00').toISOString() });
      await room.submit(event);
      const [row] = await room.rows<{ id: string }>('SELECT id FROM reservation');
      const booked = later(event, { reservationId: row!.id });
      await room.moves.apply(booked, confirm);
      await room.moveTo(at(0, '07:00'));
      await room.moves.apply(later(booked, { transition: 'T22', reason: 'recovered' }), release, true);
      expect(await room.rows('SELECT state, late FROM reservation')).toEqual([{ state: 'cancelled', late: true }]);
    });
  });

  describe('that move', () => {
    it('take the new unit first, give the old one back, and keep the hospital’s name', async () => {
      const old = await book({ externalId: 'his-1' });
      const moved = await acts.reschedule(by('his-adapter', 1), old.id, second.id);
      expect(moved).toMatchObject({
        status: 201,
        body: { sessionId: second.id, externalId: 'his-1', state: 'confirmed' },
      });
      expect(moved.location).toBe(`/v1/bookings/${moved.body.id}`);
      expect([await taken(first), await taken(second)]).toEqual([0, 1]);
      expect((await bookings.find(by().principal, old.id)).body).toMatchObject({ state: 'cancelled' });
    });

    it('stay untouched where the new unit is not to be had, with the next ones named', async () => {
      const old = await book();
      await Promise.all(Array.from({ length: 4 }, () => book({ sessionId: second.id })));
      const problem = await refusal(acts.reschedule(by('his-adapter', 1), old.id, second.id));
      expect(problem).toMatchObject({ status: 409, code: 'NO_UNIT', more: { reason: 'protected' } });
      expect(problem.more.options).toMatchObject([{ sessionId: first.id }]);
      expect((await bookings.find(by().principal, old.id)).body).toMatchObject({ state: 'confirmed', version: 1 });
      expect([await taken(first), await taken(second)]).toEqual([1, 4]);
    });

    it('to and fro at once: every patient ends with one unit', async () => {
      const there = await Promise.all(Array.from({ length: 4 }, () => book()));
      const back = await Promise.all(Array.from({ length: 4 }, () => book({ sessionId: second.id })));
      await Promise.allSettled([
        ...there.map(({ id }) => acts.reschedule(by('his-adapter', 1), id, second.id)),
        ...back.map(({ id }) => acts.reschedule(by('his-adapter', 1), id, first.id)),
        ...there.map(({ id }) => acts.cancel(by('his-adapter', 1), id)),
      ]);
      const rows = await room.rows<{ count: string }>(
        `SELECT patient_id, count(*) FROM reservation WHERE state = 'confirmed' GROUP BY patient_id HAVING count(*) > 1`,
      );
      expect(rows).toEqual([]);
    });

    it('not into their own session, another service, or another hospital’s', async () => {
      const { id } = await book();
      const [eyes, theirs] = [await room.morning(5, { group: '12' }), await room.morning(5, {}, OTHER_HOSPITAL)];
      const move = (to: Session) => refusal(acts.reschedule(by('his-adapter', 1), id, to.id));
      expect(await move(first)).toMatchObject({ status: 409, code: 'SAME_SESSION' });
      expect(await move(eyes)).toMatchObject({ status: 409, code: 'OTHER_SERVICE' });
      expect(await move(theirs)).toMatchObject({ status: 404 });
    });
  });

  describe('whose patient does not come', () => {
    it('are recorded by the desk once the grace is over, and taken back by an arrival the same day', async () => {
      const { id } = await book();
      await room.moveTo(at(0, '08:29'));
      expect(await refusal(acts.miss(by('arrival-desk', 1), id))).toMatchObject({ status: 409, code: 'TOO_EARLY' });
      await room.moveTo(at(0, '08:31'));
      expect((await acts.miss(by('arrival-desk', 1), id)).body).toMatchObject({ state: 'no-show' });
      expect(await room.rows(`SELECT actor FROM ledger WHERE kind = 'no-show'`)).toEqual([{ actor: 'arrival-desk' }]);
      await room.moveTo(at(0, '11:00'));
      expect((await acts.arrive(by('arrival-desk', 2), id)).body).toMatchObject({ state: 'arrived' });
      expect(await room.rows(`SELECT 1 FROM reservation WHERE state = 'no-show'`)).toEqual([]);
      expect(await taken(first)).toBe(1);
    });

    it('are neither cancelled, moved, nor checked in on another day', async () => {
      const { id } = await book();
      await room.moveTo(at(0, '08:31'));
      expect(await refusal(acts.cancel(by('arrival-desk', 1), id))).toMatchObject({ code: 'MISSED' });
      expect(await refusal(acts.reschedule(by('arrival-desk', 1), id, second.id))).toMatchObject({ code: 'MISSED' });
      await room.clock.runOnce('no-show');
      await room.moveTo(at(-1, '08:00'));
      expect(await refusal(acts.arrive(by('arrival-desk', 2), id))).toMatchObject({ code: 'WRONG_STATE' });
    });

    it('tell the referral they belong to, like the timer', async () => {
      const event = referral({}, { decideBy: at(1, '11:00').toISOString() });
      await room.submit(event);
      const [row] = await room.rows<{ id: string }>('SELECT id FROM reservation');
      await room.moves.apply(later(event, { reservationId: row!.id }), confirm);
      await room.moveTo(at(0, '08:31'));
      await acts.miss(by('arrival-desk', 2), row!.id);
      expect((await room.sent(event.data.referralId)).at(-1)).toMatchObject({ name: 'reservation.no-show.v1' });
      expect(await refusal(acts.arrive(by('arrival-desk', 3), row!.id))).toMatchObject({ code: 'REFERRAL_BOOKING' });
    });
  });

  const query = (change: object = {}) => ({ limit: 20, ...change });

  describe('as a list', () => {
    it('of a session, of a patient, in a state, page by page, the earliest first', async () => {
      const patientId = v7();
      const [one, two] = [await book({ patientId }), await book({ patientId, sessionId: second.id })];
      await acts.cancel(by('his-adapter', 1), (await book()).id);
      const list = async (change: object) =>
        (await bookings.list(by().principal, query(change))).items.map(({ id }) => id);
      expect(await list({ patient: patientId })).toEqual([one.id, two.id]);
      expect(await list({ session: second.id })).toEqual([two.id]);
      expect(await list({ session: first.id, patient: v7() })).toEqual([]);
      expect(await list({ state: 'cancelled' })).toHaveLength(1);
      const page = await bookings.list(by().principal, query({ limit: 2 }));
      const rest = await bookings.list(by().principal, query({ limit: 2, cursor: page.next }));
      expect([...page.items, ...rest.items]).toHaveLength(3);
      expect(rest.next).toBeUndefined();
    });

    it('shows a dead hold as expired, and another hospital nothing', async () => {
      await room.submit(referral({}, { urgencyClass: 'U2', decideBy: at(5, '10:10').toISOString() }));
      await room.moveTo(at(4, '12:00'));
      const items = async (state: string, institution?: string) =>
        (await bookings.list(by('his-adapter', undefined, institution).principal, query({ state }))).items;
      expect(await items('expired')).toMatchObject([{ state: 'expired' }]);
      expect(await items('held')).toEqual([]);
      expect(await items('expired', OTHER_HOSPITAL)).toEqual([]);
      const stranger = by('his-adapter', undefined, OTHER_HOSPITAL).principal;
      expect(await refusal(bookings.list(stranger, query({ session: first.id })))).toMatchObject({ status: 404 });
      await room.clock.runOnce('hold-end');
    });
  });

  it('are nobody’s business but the hospital’s', async () => {
    const { id } = await book();
    const stranger = (ifMatch?: number) => by('referral-desk', ifMatch, OTHER_HOSPITAL);
    for (const act of [
      acts.cancel(stranger(1), id),
      acts.arrive(stranger(1), id),
      acts.miss(stranger(1), id),
      acts.reschedule(stranger(1), id, second.id),
      bookings.find(stranger().principal, id),
    ])
      expect(await refusal(act)).toMatchObject({ status: 404 });
    expect(await refusal(acts.cancel(by('his-adapter', 7), id))).toMatchObject({ status: 412 });
    expect(await refusal(acts.cancel(by('his-adapter'), id))).toMatchObject({ status: 428 });
  });
});
