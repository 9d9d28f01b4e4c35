import { v7 } from 'uuid';
import type { BundlePart } from '#contracts/parts.js';
import type { ReferralWithUnit } from '#contracts/referral.events.js';
import { SYSTEM } from '#service/database/database.js';
import { Writes } from '#service/write/writes.js';
import { at, later, Room, referral, writeOf } from '../../../test/reservation/room.js';
import { BookingActs } from '../booking/acts.service.js';
import { changeCapacity } from '../change/change-capacity.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { confirm, reschedule } from '../unit/asked.js';
import { accept, arrive, fulfil, lose, release, reopen, tryAgain } from '../unit/steps.js';
import { Turn } from '../unit/turn.js';

const CT: BundlePart = { pool: 'exam', group: 'ct', when: 'before', withinDays: 2 };

describe('units that are had together or not at all', () => {
  let room: Room;
  let acts: BookingActs;
  let count = 0;

  beforeAll(async () => {
    room = await Room.open();
    acts = new BookingActs(new Writes(room.database), new SupplyPolicies());
    await room.moveTo(at(10, '12:00'));
  });

  afterAll(() => room.close());

  /** An expert's morning and a CT band the afternoon before; each story has groups of its own. */
  async function story(
    capacity = { expert: 5, ct: 5 },
    bundle?: (groups: { ct: string; bed: string }) => BundlePart[],
  ) {
    count += 1;
    const groups = { expert: `exp-${count}`, ct: `ct-${count}`, bed: `ward-${count}` };
    const expert = await room.morning(capacity.expert, { group: groups.expert });
    const ct = await room.morning(capacity.ct, {
      pool: 'exam',
      group: groups.ct,
      startsAt: at(1, '14:00'),
      endsAt: at(1, '15:00'),
    });
    const parts = bundle?.(groups) ?? [{ ...CT, group: groups.ct }];
    const wish = (more: object = {}) => referral({}, { group: groups.expert, bundle: parts, ...more });
    return { groups, expert, ct, wish };
  }

  const unitsOf = (referralId: string) =>
    room.rows<{ pool: string; state: string; bundle_part: number | null; hold_until: Date }>(
      'SELECT pool, state, bundle_part, hold_until FROM reservation WHERE referral_id = $1 ORDER BY created_at, bundle_part',
      [referralId],
    );
  const taken = async ({ id }: Session) => (await room.session(id)).familyTaken;
  const last = async (id: string) => (await room.sent(id)).at(-1)!;
  const states = async (id: string) => (await unitsOf(id)).map(({ pool, state }) => `${pool} ${state}`);

  /** Submitted and confirmed. */
  const booked = async (event: ReturnType<typeof referral>) => {
    await room.submit(event);
    const { payload } = await last(event.data.referralId);
    const { reservationId } = payload['unit'] as { reservationId: string };
    const [part] = payload['parts'] as { reservationId: string }[];
    const confirming = later(event, { reservationId });
    await room.moves.apply(confirming, confirm);
    return { payload, reservationId, partId: part!.reservationId, confirming };
  };
  const arriveAtDesk = async (id: string) => {
    const [row] = await room.rows<{ version: number }>('SELECT version FROM reservation WHERE id = $1', [id]);
    return acts.arrive({ ...writeOf(v7()), ifMatch: row?.version }, id);
  };

  it('are all held out of the reserve, to one end, and told as one', async () => {
    const { expert, ct, wish } = await story();
    const event = wish();
    await room.submit(event);
    const { name, payload } = await last(event.data.referralId);
    expect(name).toBe('reservation.held.v1');
    expect(payload).toMatchObject({
      unit: { sessionId: expert.id, fromReserve: true },
      parts: [{ sessionId: ct.id, pool: 'exam', fromReserve: true }],
    });
    const units = await unitsOf(event.data.referralId);
    expect(units.map(({ bundle_part }) => bundle_part)).toEqual([0, 1]);
    expect(new Set(units.map(({ hold_until }) => hold_until.getTime())).size).toBe(1);
    expect([await taken(expert), await taken(ct)]).toEqual([1, 1]);
  });

  it('are not taken at all when one part is full: the referral waits and is told which', async () => {
    const { groups, expert, ct, wish } = await story({ expert: 5, ct: 1 });
    await room.submit(referral({}, { pool: 'exam', group: groups.ct }));
    const event = wish();
    await room.submit(event);
    expect(await last(event.data.referralId)).toMatchObject({
      name: 'reservation.unavailable.v1',
      payload: { reasons: [{ part: { pool: 'exam', group: groups.ct } }], waitPlace: { position: 1 } },
    });
    expect(await states(event.data.referralId)).toEqual([]);
    expect([await taken(expert), await taken(ct)]).toEqual([0, 1]);
  });

  it('are confirmed, extended and given back together', async () => {
    const { expert, ct, wish } = await story();
    const event = wish();
    await room.submit(event);
    const accepted = later(event, { transition: 'T06' });
    await room.moves.apply(accepted, accept);
    const { payload } = await last(event.data.referralId);
    expect(payload).toMatchObject({ parts: [{ sessionId: ct.id }] });
    const { reservationId } = payload['unit'] as { reservationId: string };
    const confirming = later(accepted, { reservationId });
    await room.moves.apply(confirming, confirm);
    expect(await last(event.data.referralId)).toMatchObject({
      name: 'reservation.confirmed.v1',
      payload: { unit: { reservationId }, parts: [{ sessionId: ct.id }] },
    });
    expect(await states(event.data.referralId)).toEqual(['expert-slot confirmed', 'exam confirmed']);
    await room.moves.apply(later(confirming, { transition: 'T22' }), release, true);
    expect([await taken(expert), await taken(ct)]).toEqual([0, 0]);
  });

  it('run out together, and one expiry is told', async () => {
    const { expert, ct, wish } = await story();
    const event = wish({ urgencyClass: 'U2', decideBy: at(10, '12:00').toISOString() });
    await room.submit(event);
    await room.moveTo(new Date((await now()).getTime() + 31 * 60_000));
    while ((await room.clock.runOnce('hold-end')) > 0);
    expect(await states(event.data.referralId)).toEqual(['expert-slot expired', 'exam expired']);
    expect(
      (await room.sent(event.data.referralId)).filter(({ name }) => name === 'reservation.expired.v1'),
    ).toHaveLength(1);
    expect([await taken(expert), await taken(ct)]).toEqual([0, 0]);
  });

  it('arrive each by itself: the main unit is used, what is left of the others is kept until the outcome', async () => {
    const { wish } = await story();
    const event = wish();
    await room.submit(event);
    const { payload } = await last(event.data.referralId);
    const arrived = later(event, { transition: 'T16', unit: payload['unit'] } as Partial<ReferralWithUnit>);
    await room.moves.apply(arrived, arrive, true);
    expect(await states(event.data.referralId)).toEqual(['expert-slot arrived', 'exam confirmed']);
    // The monitor freezes no pool for it.
    expect(await room.breaches()).toEqual([]);
    await room.moves.apply(later(arrived, { transition: 'T26' }), fulfil, true);
    expect(await states(event.data.referralId)).toEqual(['expert-slot fulfilled', 'exam cancelled']);
  });

  it('a freed main unit is offered to a waiting bundle only with the rest; else the next gets it, and it is told', async () => {
    const { groups, expert, ct, wish } = await story({ expert: 1, ct: 1 });
    const holder = referral({}, { group: groups.expert });
    const scanned = referral({}, { pool: 'exam', group: groups.ct });
    await room.submit(holder, scanned);
    const bundle = wish();
    await room.submit(bundle);
    const next = referral({}, { group: groups.expert });
    await room.submit(next);
    await room.moves.apply(later(holder, { transition: 'T22' }), release, true);
    expect(await states(next.data.referralId)).toEqual(['expert-slot held']);
    expect(await states(bundle.data.referralId)).toEqual([]);
    expect(await last(bundle.data.referralId)).toMatchObject({
      name: 'reservation.unavailable.v1',
      payload: { reasons: [{ part: { group: groups.ct } }] },
    });
    await room.moves.apply(later(scanned, { transition: 'T22' }), release, true);
    await room.moves.apply(later(next, { transition: 'T22' }), release, true);
    expect(await states(bundle.data.referralId)).toEqual(['expert-slot held', 'exam held']);
    expect([await taken(expert), await taken(ct)]).toEqual([1, 1]);
    expect((await last(bundle.data.referralId)).payload).toMatchObject({ purpose: 'wait-list' });
  });

  it('move together, and what they leave to a waiting bundle is told to that one alone', async () => {
    const { groups, expert, ct, wish } = await story({ expert: 1, ct: 1 });
    const event = wish();
    const waiting = wish();
    const { reservationId, confirming } = await booked(event);
    await room.submit(waiting);
    const day = { startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') };
    const next = await room.morning(1, { group: groups.expert, ...day });
    const scan = { pool: 'exam' as const, group: groups.ct, startsAt: at(0, '14:00'), endsAt: at(0, '15:00') };
    const nextCt = await room.morning(1, scan);
    await room.moves.apply(later(confirming, { reservationId, sessionId: next.id }), reschedule);
    const [moved, offered] = [await last(event.data.referralId), await last(waiting.data.referralId)];
    expect(moved).toMatchObject({ name: 'reservation.rescheduled.v1', payload: { unit: { sessionId: next.id } } });
    const sessions = ({ payload }: typeof moved) =>
      (payload['parts'] as { sessionId: string }[]).map(({ sessionId }) => sessionId);
    expect(sessions(moved)).toEqual([nextCt.id]);
    expect(offered).toMatchObject({ name: 'reservation.held.v1', payload: { unit: { sessionId: expert.id } } });
    expect(sessions(offered)).toEqual([ct.id]);
    const halves = await room.rows(
      `SELECT bundle_id FROM reservation WHERE referral_id = ANY ($1) AND occupies GROUP BY 1 HAVING count(*) <> 2`,
      [[event, waiting].map(({ data }) => data.referralId)],
    );
    expect(halves).toEqual([]);
  });

  it('lose a part to its hospital: the desk has a task, and the referral hears which one', async () => {
    const { groups, ct, wish } = await story();
    const event = wish();
    await room.submit(event);
    const parts = (await last(event.data.referralId)).payload['parts'] as { reservationId: string }[];
    await stop(ct);
    const told = await last(event.data.referralId);
    expect(told).toMatchObject({
      name: 'reservation.displaced.v1',
      payload: { reservationId: parts[0]?.reservationId, cause: 'stop', part: { pool: 'exam', group: groups.ct } },
    });
    expect(await tasksOf(ct)).toEqual(['open-task']);
    expect(await states(event.data.referralId)).toEqual(['expert-slot held', 'exam displaced']);
    await room.moves.apply(later(event, { transition: 'T22', toState: 'cancelled' }), release, true);
    expect(await tasksOf(ct)).toEqual(['settled']);
  });

  it('arrive at the desk of the exam, too; the main unit only through its referral', async () => {
    const { wish } = await story();
    const event = wish();
    const { payload, reservationId, partId, confirming } = await booked(event);
    expect((await arriveAtDesk(partId)).body).toMatchObject({ state: 'arrived', pool: 'exam' });
    await expect(arriveAtDesk(reservationId)).rejects.toMatchObject({ code: 'REFERRAL_BOOKING' });
    const arrived = later(confirming, { transition: 'T16', unit: payload['unit'] } as Partial<ReferralWithUnit>);
    await room.moves.apply(arrived, arrive, true);
    await room.moves.apply(later(arrived, { transition: 'T26' }), fulfil, true);
    expect(await states(event.data.referralId)).toEqual(['expert-slot fulfilled', 'exam fulfilled']);
  });

  it('are looked for without what the patient has had: a booking moves, and is found anew after a no-show', async () => {
    const { groups, wish } = await story({ expert: 5, ct: 10 });
    const event = wish();
    const { reservationId, partId, confirming } = await booked(event);
    await arriveAtDesk(partId);
    const next = await room.morning(5, { group: groups.expert, startsAt: at(-1, '08:00'), endsAt: at(-1, '12:00') });
    const moving = later(confirming, { reservationId, sessionId: next.id });
    await room.moves.apply(moving, reschedule);
    const moved = await last(event.data.referralId);
    expect(moved).toMatchObject({ name: 'reservation.rescheduled.v1', payload: { unit: { sessionId: next.id } } });
    const missed = later(moving, { transition: 'T18' });
    await room.moves.apply(missed, lose);
    await room.moves.apply(later(missed, { transition: 'T19' }), reopen);
    const had = ['exam arrived', 'expert-slot cancelled', 'expert-slot held', 'expert-slot no-show'];
    expect((await states(event.data.referralId)).sort()).toEqual(had);
  });

  it('asked for by many at once are never half taken', async () => {
    const { groups, expert, ct } = await story({ expert: 20, ct: 10 });
    const bundle = [{ ...CT, group: groups.ct }];
    const events = Array.from({ length: 12 }, () => referral({}, { group: groups.expert, bundle }));
    const second = room.replica();
    await Promise.all(
      events.map((arrived, at) => (at % 2 ? second.door : room.door).ask({ kind: 'referral', arrived })),
    );
    const halves = await room.rows(
      `SELECT bundle_id FROM reservation WHERE bundle_id IS NOT NULL AND state = 'held' GROUP BY 1 HAVING count(*) <> 2`,
    );
    expect(halves).toEqual([]);
    // Two of ten CT units are protected, and the public part is not open yet.
    expect([await taken(expert), await taken(ct)]).toEqual([2, 2]);
    expect(await room.breaches()).toEqual([]);
  });

  it('leave the single unit of everybody else as it was', async () => {
    const { expert } = await story();
    const single = referral({}, { group: expert.group });
    await room.submit(single);
    expect((await last(single.data.referralId)).payload).not.toHaveProperty('parts');
    expect((await unitsOf(single.data.referralId))[0]).toMatchObject({ bundle_part: null });
  });

  it('are looked for together again where the hospital took the main unit while the form was with its author', async () => {
    const { groups, expert, wish } = await story({ expert: 5, ct: 10 });
    const event = wish();
    await room.submit(event);
    await stop(expert);
    expect(await states(event.data.referralId)).toEqual(['expert-slot displaced', 'exam held']);
    await room.morning(5, { group: groups.expert });
    await room.moves.apply(later(event, { transition: 'T05' }), tryAgain);
    expect((await last(event.data.referralId)).name).toBe('reservation.held.v1');
    expect((await states(event.data.referralId)).sort()).toEqual([
      'exam cancelled',
      'exam held',
      'expert-slot displaced',
      'expert-slot held',
    ]);
    const { reservationId } = (await last(event.data.referralId)).payload['unit'] as { reservationId: string };
    await room.moves.apply(later(later(event), { reservationId }), confirm);
    expect(await tasksOf(expert)).toEqual(['rebooked']);
  });

  const tasksOf = async ({ id }: Session) =>
    (await room.rows<{ state: string }>('SELECT state FROM displacement WHERE session_id = $1', [id])).map(
      ({ state }) => state,
    );
  const stop = (session: Session) =>
    room.database.transaction(SYSTEM, async (tx, time) => {
      const turn = new Turn(tx, time, await new SupplyPolicies().at(tx, time, [session.county]), session.county);
      const why = { cause: 'stop' as const, reason: 'device-broken', actor: 'his-adapter' };
      await changeCapacity(turn, [{ session, capacity: 0, stop: true }], why);
      await turn.tell();
    });
  const now = async () => (await room.rows<{ now: Date }>('SELECT business_now() AS now'))[0]!.now;
});
