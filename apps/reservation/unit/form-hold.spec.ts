import { v7 } from 'uuid';
import type { UnitWanted } from '#contracts/parts.js';
import type { FormHoldChanged, FormHoldExtensionRequested, FormHoldRequested } from '#contracts/referral.events.js';
import { at, Room, referral } from '../../../test/reservation/room.js';
import type { Draft } from '../supply/publication.js';
import type { Session } from '../supply/session.entity.js';
import { refuseOvertaken } from './asked.js';
import { extendFormHold, holdForForm, releaseFormHold, takeOver } from './form-hold.js';

const NOON = at(10, '12:00');

describe('a form hold (domain §7.5)', () => {
  let room: Room;
  let hour = 1;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(NOON);
  });

  afterAll(() => room.close());

  /** Each story has a doctor of its own, so that no other story's units are found. */
  async function story(capacity = 10, supply: Partial<Draft> = {}, asked: Partial<UnitWanted> = {}) {
    hour += 1;
    const group = `99.${hour}`;
    const session = await room.morning(capacity, { group, ...supply });
    const decideBy = at(10, '18:00').toISOString();
    const submitted = referral({ fromDraft: true } as object, { group, decideBy, ...asked }, 9);
    const { patientId, referralId, referralCounty, toCounty, toInstitution, actor, wanted } = submitted.data;
    const said = { patientId, referralId, referralCounty, hop: 0, toCounty, toInstitution, actor, transition: 'T01' };
    const event = <D extends object>(version: number, more: D) => ({
      envelope: { id: v7(), county: referralCounty, aggregateVersion: version },
      data: { ...said, ...more } as FormHoldChanged & D,
    });
    const hold = (version: number, sessionId?: string) => {
      const arrived = event(version, { wanted: wanted!, ...(sessionId ? { sessionId } : {}) } satisfies object);
      return {
        arrived,
        apply: () => room.moves.apply<FormHoldRequested>(arrived, holdForForm, false, refuseOvertaken('form-hold')),
      };
    };
    const extend = (version: number, reservationId: string) =>
      room.moves.apply<FormHoldExtensionRequested>(event(version, { reservationId }), extendFormHold);
    const release = (version: number) => room.moves.apply(event(version, {}), releaseFormHold);
    const submit = () => room.moves.apply(submitted, takeOver);
    const told = async () => room.sent(referralId);
    const last = async () => (await told()).at(-1)!;
    const units = () =>
      room.rows<{ id: string; session_id: string; state: string; hold_until: Date }>(
        'SELECT id, session_id, state, hold_until FROM reservation WHERE referral_id = $1 ORDER BY id',
        [referralId],
      );
    const live = async () => (await units()).filter(({ state }) => state === 'held');
    const another = () => room.morning(capacity, { group, startsAt: at(0, '13:00'), endsAt: at(0, '17:00') });
    return { session, another, submitted, hold, extend, release, submit, told, last, units, live };
  }

  const minutesAfter = (minutes: number, from: Date) => new Date(from.getTime() + minutes * 60_000);
  const now = async () => (await room.rows<{ now: Date }>('SELECT business_now() AS now'))[0]!.now;
  const minutesLeft = async (until: Date | string) =>
    Math.round((new Date(until).getTime() - (await now()).getTime()) / 60_000);

  const counted = async ({ id }: Session) => (await room.session(id)).familyTaken;

  it('lasts five minutes and takes a unit of the reserve', async () => {
    const { session, hold, last } = await story();
    await hold(2, session.id).apply();
    const { name, payload } = await last();
    expect(name).toBe('reservation.held.v1');
    expect(payload).toMatchObject({ purpose: 'form', unit: { sessionId: session.id, fromReserve: true } });
    expect(await minutesLeft(payload['holdUntil'] as string)).toBe(5);
    expect(await counted(session)).toBe(1);
  });

  it('moves with a second request: the new unit first, then the old one is free', async () => {
    const { session, another, hold, live } = await story();
    const other = await another();
    await hold(2, session.id).apply();
    await hold(3, other.id).apply();
    expect(await live()).toMatchObject([{ session_id: other.id }]);
    expect([await counted(session), await counted(other)]).toEqual([0, 1]);
  });

  it('stays where it is when the other unit cannot be had, and the next ones are named', async () => {
    const { session, hold, live, last } = await story();
    await hold(2, session.id).apply();
    await hold(3, v7()).apply();
    expect(await last()).toMatchObject({
      name: 'reservation.refused.v1',
      payload: { request: 'form-hold', reason: 'no-session', options: [{ sessionId: session.id }] },
    });
    expect(await live()).toMatchObject([{ session_id: session.id }]);
  });

  it('is told again, not taken again, for the same session', async () => {
    const { session, hold, told } = await story();
    await hold(2, session.id).apply();
    await hold(3, session.id).apply();
    const units = (await told()).map(({ payload }) => (payload['unit'] as { reservationId: string }).reservationId);
    expect(new Set(units).size).toBe(1);
    expect(await counted(session)).toBe(1);
  });

  it('can be extended twice and not once more', async () => {
    const { session, hold, extend, live, last } = await story();
    await hold(2, session.id).apply();
    const [{ id } = { id: '' }] = await live();
    for (const version of [3, 4]) {
      await room.moveTo(minutesAfter(2, await now()));
      await extend(version, id);
    }
    expect(await minutesLeft((await live())[0]!.hold_until)).toBe(5);
    await room.moveTo(minutesAfter(2, await now()));
    await extend(5, id);
    expect((await last()).payload).toMatchObject({ request: 'form-hold', reason: 'extended-before' });
    expect(await minutesLeft((await live())[0]!.hold_until)).toBe(3);
  });

  it('becomes the review hold of that very unit, until the receiver must have answered', async () => {
    const { session, another, hold, submit, submitted, live, last } = await story();
    const other = await another();
    await hold(2, other.id).apply();
    const [before] = await live();
    await submit();
    expect(await live()).toMatchObject([{ id: before!.id, session_id: other.id }]);
    expect(await last()).toMatchObject({ payload: { purpose: 'review', holdUntil: submitted.data.wanted!.decideBy } });
    expect([await counted(session), await counted(other)]).toEqual([0, 1]);
  });

  it('of a bed whose day has begun becomes the review hold of that very bed, too', async () => {
    const pool = 'inpatient-bed';
    const today = { pool, bedClass: 'general', startsAt: at(10, '10:00'), endsAt: at(9, '10:00') } as const;
    const { session, hold, submit, live } = await story(10, today, { pool, earliest: NOON.toISOString() });
    await hold(2, session.id).apply();
    const [before] = await live();
    await submit();
    expect(await live()).toMatchObject([{ id: before!.id, session_id: session.id }]);
  });

  it('is given up for what the submitted form has no right to', async () => {
    const { session, hold, submitted, submit, live } = await story();
    await hold(2, session.id).apply();
    const [before] = await live();
    submitted.data.wanted = { ...submitted.data.wanted!, entitlement: 'open' };
    await submit();
    expect(await live()).toEqual([]);
    expect(await room.rows('SELECT state FROM wait_entry WHERE referral_id = $1', [submitted.data.referralId])).toEqual(
      [{ state: 'waiting' }],
    );
    expect(before).toBeDefined();
    expect(await counted(session)).toBe(0);
  });

  it('that has lapsed is tried anew at the submission, at the chosen session first', async () => {
    const { session, another, hold, submitted, submit, live, told } = await story();
    const other = await another();
    await hold(2, other.id).apply();
    await room.moveTo(minutesAfter(6, await now()));
    submitted.data.wanted = { ...submitted.data.wanted!, preferredSession: other.id };
    await submit();
    expect(await live()).toMatchObject([{ session_id: other.id }]);
    expect((await told()).map(({ name }) => name)).toEqual([
      'reservation.held.v1',
      'reservation.held.v1',
      'reservation.expired.v1',
    ]);
    expect([await counted(session), await counted(other)]).toEqual([0, 1]);
  });

  it('is never lost between: request, release and submission in any order and doubled leave just one unit', async () => {
    const orders = [
      ['submit', 'hold'],
      ['hold', 'submit', 'hold'],
      ['submit', 'submit', 'hold', 'hold'],
      ['hold', 'hold', 'submit', 'release', 'submit'],
      ['release', 'hold', 'submit'],
    ];
    for (const order of orders) {
      const { session, hold, release, submit, submitted, live, told } = await story();
      submitted.data.wanted = { ...submitted.data.wanted!, preferredSession: session.id };
      const asked = hold(2, session.id);
      const steps: Record<string, () => Promise<void>> = { hold: asked.apply, submit, release: () => release(3) };
      for (const step of order) await steps[step]!();
      expect({ order, live: await live() }).toMatchObject({ order, live: [{ session_id: session.id }] });
      expect(await counted(session)).toBe(1);
      const reviews = (await told()).filter(({ payload }) => payload['purpose'] === 'review');
      expect(reviews).toHaveLength(1);
    }
  });

  it('survives submission, its own end and the clock at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { session, hold, submitted, submit, live, told } = await story();
      submitted.data.wanted = { ...submitted.data.wanted!, preferredSession: session.id };
      await hold(2, session.id).apply();
      await room.moveTo(minutesAfter(6, await now()));
      await Promise.all([room.clock.runOnce('hold-end'), submit(), room.replica().clock.runOnce('hold-end')]);
      expect(await live()).toMatchObject([{ session_id: session.id }]);
      expect(await counted(session)).toBe(1);
      expect((await told()).filter(({ name }) => name === 'reservation.expired.v1')).toHaveLength(1);
    }
    expect(await room.breaches()).toEqual([]);
  });

  it('ends when the author releases it, and a second release changes nothing', async () => {
    const { session, hold, release, live } = await story();
    await hold(2, session.id).apply();
    await release(3);
    await release(4);
    expect(await live()).toEqual([]);
    expect(await counted(session)).toBe(0);
  });
});
