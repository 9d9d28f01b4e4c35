import { DAY_MS } from '#service/calendar/local-time.js';
import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { at, COUNTY, ELSEWHERE, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { confirm } from '../unit/asked.js';
import { release } from '../unit/steps.js';
import { Turn } from '../unit/turn.js';
import type { ChangedSession } from './aftermath.js';
import { type CapacityChange, changeCapacity } from './change-capacity.js';
import { DisplacementLadder } from './displacement-ladder.js';
import type { Why } from './resize.js';
import { swapDoctor } from './swap-doctor.js';

const OTHER_HOSPITAL = '990101H02';

describe('supply that changes late', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const change = (session: Session, capacity: number, cause: Why['cause'] = 'capacity'): Promise<ChangedSession> =>
    room.database.transaction(SYSTEM, async (tx, now) => {
      const turn = new Turn(tx, now, await new SupplyPolicies().at(tx, now, [COUNTY]), COUNTY);
      const stop = cause === 'stop';
      const changes: CapacityChange[] = [{ session, capacity, stop }];
      const [changed] = await changeCapacity(turn, changes, { cause, reason: 'doctor-ill', actor: 'his-adapter' });
      await turn.tell();
      return changed!;
    });
  // Published after T−7 d: open to the public 24 h later.
  const morning = (capacity: number, more = {}, institution = HOSPITAL) => room.morning(capacity, more, institution);
  const family = async (urgencyClass: 'U2' | 'U3' | 'U4' = 'U3', wanted = {}) => {
    const event = referral({}, { urgencyClass, decideBy: at(4, '00:00').toISOString(), ...wanted });
    await room.submit(event);
    return event;
  };
  const confirmed = async (event: ReturnType<typeof referral>) => {
    const [answer] = await room.sent(event.data.referralId);
    const { reservationId } = answer!.payload.unit as { reservationId: string };
    await room.moves.apply(later(event, { reservationId }), confirm);
  };
  const names = async (referralId: string) => (await room.sent(referralId)).map(({ name }) => name);
  const publicBookings = async (session: Session, many: number) => {
    for (let n = 0; n < many; n += 1) expect((await room.book(session)).status).toBe(201);
  };
  const stateOf = async (sessionId: string) =>
    room.rows<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM displacement WHERE session_id = $1 GROUP BY state ORDER BY state',
      [sessionId],
    );

  it('a stopped clinic: families first, to the same doctor, the department, another hospital; nobody is lost', async () => {
    const session = await morning(10, { doctorId: 'dr-wang' });
    const candidates = [HOSPITAL, OTHER_HOSPITAL].map((institution) => ({ county: COUNTY, institution }));
    const routine = await family('U4', { candidates });
    const soon = await family('U3', { candidates });
    await room.moveTo(at(5, '09:30'));
    await publicBookings(session, 3);
    const next = await morning(1, { doctorId: 'dr-wang', startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00') });
    const elsewhere = await morning(1, { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') }, OTHER_HOSPITAL);
    const { displacements } = await change(session, 0, 'stop');
    const of = (event: ReturnType<typeof referral>) =>
      displacements.find(({ referralId }) => referralId === event.data.referralId);
    expect(of(soon)).toMatchObject({ state: 'rebooked', newSessionId: next.id });
    expect(of(routine)).toMatchObject({
      state: 'rebooked',
      newSessionId: elsewhere.id,
      newInstitution: OTHER_HOSPITAL,
    });
    expect(await stateOf(session.id)).toEqual([
      { state: 'open-task', count: 3 },
      { state: 'rebooked', count: 2 },
    ]);
    expect(await names(soon.data.referralId)).toEqual(['reservation.held.v1', 'reservation.displaced.v1']);
    expect((await room.book(session)).status).toBe(409);
  });

  it('who finds nothing and for whom the desk does nothing is told up the ladder, each rung once', async () => {
    const session = await morning(2);
    await room.moveTo(at(5, '09:30'));
    await publicBookings(session, 1);
    const { displacements } = await change(session, 0, 'stop');
    const ladder = new DisplacementLadder(new Timer(), room.database, new SupplyPolicies());
    const told = async () => {
      await Promise.all([ladder.runOnce(), ladder.runOnce()]);
      const messages = (await room.sent()).filter(({ name }) => name === 'displacement.overdue.v1');
      return messages.map(({ payload: { rung, owner } }) => `${rung} ${owner}`);
    };
    expect(await told()).toEqual([]);
    const due = displacements[0]!.dueAt!.getTime();
    await room.moveTo(new Date(due));
    expect(await told()).toEqual(['L0 referral-desk']);
    await room.moveTo(new Date(due + DAY_MS));
    expect(await told()).toEqual(['L0 referral-desk', 'L1 medical-affairs']);
    await room.moveTo(new Date(due + 7 * DAY_MS));
    expect((await told()).at(-1)).toBe('L4 consortium-office');
    await room.rows(
      `UPDATE displacement SET state = 'settled', outcome = 'told', settled_at = now(), settled_by = 'desk'`,
    );
    await room.moveTo(new Date(due + 20 * DAY_MS));
    expect(await told()).toHaveLength(3);
  });

  it('an emergency never comes to a stopped clinic, and one that was there finds another place', async () => {
    const session = await morning(2);
    const emergency = referral({ urgencyClass: 'U1' }, { entitlement: 'emergency', urgencyClass: 'U1' });
    await room.submit(emergency);
    const full = await morning(1, { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') });
    await family('U2', { earliest: at(-1, '00:00').toISOString(), latest: at(-2, '00:00').toISOString() });
    const { displacements } = await change(session, 0, 'stop');
    expect(displacements).toMatchObject([{ state: 'rebooked', newSessionId: full.id }]);
    expect(await room.session(full.id)).toMatchObject({ extra: 1, emergencyTaken: 1 });
    const another = referral(
      { urgencyClass: 'U1' },
      { entitlement: 'emergency', urgencyClass: 'U1', latest: at(-2, '00:00').toISOString() },
    );
    await room.submit(another);
    expect(await room.sent(another.data.referralId)).toMatchObject([{ payload: { unit: { sessionId: full.id } } }]);
    expect(await room.session(session.id)).toMatchObject({ capacity: 0, emergencyTaken: 0 });
  });

  it('who finds nothing waits at the head of the class and gets the next unit', async () => {
    const session = await morning(1);
    const holder = await family('U3');
    const earlier = await family('U3');
    expect(await names(earlier.data.referralId)).toEqual(['reservation.unavailable.v1']);
    await change(session, 0, 'stop');
    expect((await room.sent(holder.data.referralId)).at(-1)).toMatchObject({
      name: 'reservation.displaced.v1',
      payload: { cause: 'stop', waitPlace: { position: 1 }, reasons: [{ institution: HOSPITAL }] },
    });
    const fresh = await morning(1);
    await room.clock.runOnce('offer');
    expect((await room.sent(holder.data.referralId)).at(-1)).toMatchObject({
      name: 'reservation.held.v1',
      payload: { purpose: 'wait-list', unit: { sessionId: fresh.id } },
    });
  });

  it('a booking that its hospital made is booked again, an unconfirmed one is only told', async () => {
    const session = await morning(5);
    await room.moveTo(at(5, '09:30'));
    const booked = await room.book(session);
    const filling = await room.book(session, { purpose: 'placement', holdUntil: at(5, '09:40') });
    expect([booked.status, filling.status]).toEqual([201, 201]);
    const next = await morning(2, { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') });
    await room.moveTo(at(4, '09:40'));
    const third = await room.book(session, { purpose: 'placement', holdUntil: at(4, '09:45') });
    expect(third.status).toBe(201);
    const { displacements } = await change(session, 0, 'stop');
    expect(displacements.map(({ state, outcome, newSessionId }) => [state, outcome, newSessionId])).toEqual([
      ['settled', 'told', null],
      ['rebooked', null, next.id],
    ]);
    expect(await room.rows(`SELECT state FROM reservation WHERE session_id = $1`, [next.id])).toEqual([
      { state: 'confirmed' },
    ]);
  });

  it('a swapped doctor keeps everybody; who asked for the first by name follows', async () => {
    const session = await morning(10, { doctorId: 'dr-wang' });
    const elsewhere = await morning(5, { doctorId: 'dr-wang', startsAt: at(-2, '08:00'), endsAt: at(-2, '12:00') });
    const named = await family('U4', { doctorId: 'dr-wang' });
    const anybody = await family('U4');
    const changed = await room.database.transaction(SYSTEM, async (tx, now) => {
      const turn = new Turn(tx, now, await new SupplyPolicies().at(tx, now, [COUNTY]), COUNTY);
      const [shelf] = await turn.lockUnserved([session]);
      const why = { cause: 'doctor-swap' as const, reason: 'doctor-absent', actor: 'his-adapter' };
      const swapped = await swapDoctor(turn, shelf!.session, 'dr-li', why);
      await turn.tell();
      return swapped;
    });
    expect(changed.displacements).toMatchObject([
      { referralId: named.data.referralId, state: 'rebooked', newSessionId: elsewhere.id },
    ]);
    expect(await room.session(session.id)).toMatchObject({ doctorId: 'dr-li', familyTaken: 1 });
    expect(await names(anybody.data.referralId)).toEqual(['reservation.held.v1']);
  });

  it('a booking that its referral cancels after the clinic was stopped leaves the list', async () => {
    const session = await morning(1);
    const holder = await family('U3');
    await confirmed(holder);
    await change(session, 0, 'stop');
    expect(await names(holder.data.referralId)).toEqual([
      'reservation.held.v1',
      'reservation.confirmed.v1',
      'reservation.displaced.v1',
    ]);
    expect(await room.rows('SELECT displaced, state FROM wait_entry')).toEqual([{ displaced: true, state: 'waiting' }]);
    await room.moves.apply(later(later(holder)), release, true);
    expect(await room.rows('SELECT displaced, state FROM wait_entry')).toEqual([{ displaced: true, state: 'left' }]);
  });

  it('the clock releases missing protected units too: the shortfall falls with them', async () => {
    const session = await morning(20);
    await confirmed(await family('U3'));
    await room.moveTo(at(5, '09:30'));
    await publicBookings(session, 16);
    await change(session, 15);
    expect(await room.session(session.id)).toMatchObject({ reserve: 3, publicTaken: 14, shortfall: 2 });
    await room.moveTo(at(2, '18:20'));
    expect(await room.clock.runOnce('release')).toBe(1);
    expect(await room.session(session.id)).toMatchObject({ stage: 1, released: 1, shortfall: 1, protected: 0 });
    await room.moveTo(at(1, '12:20'));
    expect(await room.clock.runOnce('release')).toBe(1);
    expect(await room.session(session.id)).toMatchObject({ stage: 2, released: 2, shortfall: 0, protected: 0 });
  });

  it('the record of who waited says what became of it: rebooked with the unit, settled where the referral ends', async () => {
    const session = await morning(10);
    const [first, second] = [await family('U2'), await family('U3')];
    await change(session, 0, 'stop');
    expect(await stateOf(session.id)).toEqual([{ state: 'waiting', count: 2 }]);
    const fresh = await morning(1);
    await room.clock.runOnce('offer');
    expect(await stateOf(session.id)).toEqual([{ state: 'waiting', count: 2 }]);
    const { reservationId } = (await room.sent(first.data.referralId)).at(-1)!.payload.unit as {
      reservationId: string;
    };
    await room.moves.apply(later(first, { reservationId }), confirm);
    await room.moves.apply(later(second), release, true);
    expect(
      await room.rows(
        'SELECT state, new_reservation_id AS unit, new_session_id AS at, outcome, settled_by AS by FROM displacement ORDER BY state',
      ),
    ).toEqual([
      { state: 'rebooked', unit: reservationId, at: fresh.id, outcome: null, by: null },
      { state: 'settled', unit: null, at: null, outcome: 'declined', by: 'system' },
    ]);
  });

  it('who loses a unit finds one in another county, too, whose rules this process has never read', async () => {
    const session = await morning(5);
    const { institution } = await room.morningElsewhere(5);
    const here = { county: COUNTY, institution: HOSPITAL };
    await family('U3', { candidates: [here, { county: ELSEWHERE, institution }] });
    const { displacements } = await change(session, 0, 'stop');
    expect(displacements).toMatchObject([{ state: 'rebooked', newInstitution: institution }]);
  });

  it('units added after stage 2 wait an hour for family doctors, routine ones too, and are then released', async () => {
    const session = await morning(10);
    await room.moveTo(at(1, '12:30'));
    for (let n = 0; n < 2; n += 1) await room.clock.runOnce('release');
    expect(await room.session(session.id)).toMatchObject({ stage: 2, reserve: 2, released: 2 });
    await publicBookings(session, 8);
    await room.moveTo(at(1, '14:00'));
    await publicBookings(session, 2);
    await change(session, 15);
    expect(await room.session(session.id)).toMatchObject({ reserve: 3, released: 2, protected: 1, lateUnits: 1 });
    await family('U4');
    expect(await room.session(session.id)).toMatchObject({ familyTaken: 1, otherTaken: 0 });
    await change(session, 20);
    expect(await room.session(session.id)).toMatchObject({ reserve: 4, protected: 1, lateUnits: 2 });
    await room.moveTo(at(1, '15:01'));
    expect(await room.clock.runOnce('late-supply')).toBe(1);
    expect(await room.session(session.id)).toMatchObject({ released: 3, protected: 0, lateUnits: 0, lateUntil: null });
    await family('U4');
    expect(await room.session(session.id)).toMatchObject({ familyTaken: 1, otherTaken: 1 });
  });

  it('units added after the morning of the day are released at once', async () => {
    const session = await morning(10, { startsAt: at(0, '14:00'), endsAt: at(0, '18:00') });
    await room.moveTo(at(0, '08:00'));
    for (let n = 0; n < 3; n += 1) await room.clock.runOnce('release');
    await change(session, 15);
    expect(await room.session(session.id)).toMatchObject({ reserve: 3, released: 3, protected: 0, lateUntil: null });
    expect(await room.rows(`SELECT kind, released FROM ledger WHERE kind = 'late-supply'`)).toEqual([
      { kind: 'late-supply', released: 1 },
    ]);
  });

  it('a cut while a hundred ask and a stage is released: the books stay right, nobody is lost', async () => {
    const session = await morning(40);
    await room.moveTo(at(2, '18:20'));
    const asking = Array.from({ length: 100 }, (_, n) => (n % 2 ? room.book(session) : family('U3')));
    const others = [change(session, 25), room.clock.runOnce('release'), change(session, 30), change(session, 10)];
    await Promise.all([...asking, ...others]);
    const after = await room.session(session.id);
    expect(after.familyTaken + after.openTaken).toBeLessThanOrEqual(after.capacity);
    const [{ lost }] = (await room.rows(`SELECT count(*)::int AS lost FROM reservation r WHERE r.state = 'displaced'
      AND NOT EXISTS (SELECT 1 FROM displacement d WHERE d.county = r.county AND d.reservation_id = r.id)`)) as [
      { lost: number },
    ];
    expect(lost).toBe(0);
  });
});
