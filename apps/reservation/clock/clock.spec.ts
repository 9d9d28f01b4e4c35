import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { at, draftOf, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { publish } from '../supply/publish.js';
import { Clock } from './clock.service.js';

const open = { entitlement: 'open' as const };

describe('the clock of supply', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const names = async (referralId: string) => (await room.sent(referralId)).map(({ name }) => name);

  it('a hold that ends gives its unit back to the protected part', async () => {
    const session = await room.morning(10);
    await room.submit(referral({}, { urgencyClass: 'U2' }));
    expect((await room.session(session.id)).protected).toBe(1);
    await room.moveTo(at(13, '09:31'));
    await expect(room.clock.runOnce('hold-end')).resolves.toBe(1);
    await expect(room.clock.runOnce('hold-end')).resolves.toBe(0);
    expect(await room.session(session.id)).toMatchObject({ familyTaken: 0, protected: 2 });
  });

  it('goes on for every county while the rules of another one cannot be read', async () => {
    const broken = await room.database.transaction(SYSTEM, (tx, now) =>
      publish(tx, now, { county: '990102', institution: '990102H01', account: 'his-adapter' }, [draftOf(10)]),
    );
    const session = await room.morning(10);
    class OneBroken extends SupplyPolicies {
      override at(tx: EntityManager, now: Date, counties: Iterable<string>) {
        const asked = [...counties];
        return asked.includes('990102') ? Promise.reject(new Error('no rules')) : super.at(tx, now, asked);
      }
    }
    await room.moveTo(at(2, '18:11'));
    await expect(new Clock(room.database, new OneBroken(), new Timer()).runOnce('release')).resolves.toBe(1);
    expect((await room.session(session.id)).stage).toBe(1);
    expect((await room.session(broken[0]!.session.id)).stage).toBe(0);
    await expect(room.clock.runOnce('release')).resolves.toBe(1);
  });

  it('a dead hold counts for nobody, even while the clock is down', async () => {
    const session = await room.morning(1);
    await room.submit(referral({}, { urgencyClass: 'U2' }));
    await room.moveTo(at(13, '10:00'));
    const next = referral();
    await room.submit(next);
    expect(await names(next.data.referralId)).toEqual(['reservation.held.v1']);
    expect((await room.session(session.id)).familyTaken).toBe(1);
  });

  it('releases in stages, to two replicas at once as to one, and the public gets what no primary doctor takes', async () => {
    const session = await room.morning(120);
    await room.submit(...Array.from({ length: 5 }, () => referral({}, { decideBy: at(1, '11:00').toISOString() })));
    await room.moveTo(at(2, '18:11'));
    const [here, there] = [room.clock, room.replica().clock];
    const done = await Promise.all([here.runOnce('release'), there.runOnce('release'), here.runOnce('release')]);
    expect(done.reduce((sum, n) => sum + n)).toBe(1);
    expect(await room.session(session.id)).toMatchObject({ stage: 1, released: 9, freshUnits: 9 });
    const [released] = (await room.sent()).filter(({ name }) => name === 'reserve.released.v1');
    expect(released?.payload).toMatchObject({ stage: 'release-1', units: 9 });

    const outcomes = await Promise.all(Array.from({ length: 110 }, () => room.book(session)));
    expect(outcomes.filter(({ status }) => status === 201)).toHaveLength(96);
    await room.submit(...Array.from({ length: 3 }, () => referral({}, open)));
    expect(await room.session(session.id)).toMatchObject({ otherTaken: 3, freshUnits: 6 });
    await room.moveTo(at(2, '19:30'));
    const later = await Promise.all(Array.from({ length: 10 }, () => room.book(session)));
    expect(later.filter(({ status }) => status === 201)).toHaveLength(6);
  });

  it('offers a freed unit to who waits, in the order of the list, before anybody else', async () => {
    await room.morning(1, { group: '05' });
    const holder = referral({}, { group: '05', urgencyClass: 'U2' });
    await room.submit(holder);
    const routine = referral({}, { group: '05', urgencyClass: 'U4' });
    const urgent = referral({}, { group: '05', urgencyClass: 'U3' });
    const notEntitled = referral({}, { group: '05', urgencyClass: 'U2', ...open });
    for (const event of [routine, notEntitled, urgent]) await room.submit(event);
    await room.moveTo(at(13, '09:31'));
    await room.clock.runOnce('hold-end');
    const offered = await room.sent(urgent.data.referralId);
    expect(offered.at(-1)).toMatchObject({ name: 'reservation.held.v1', payload: { purpose: 'wait-list' } });
    expect(await names(routine.data.referralId)).toEqual(['reservation.unavailable.v1']);
    expect(await names(notEntitled.data.referralId)).toEqual(['reservation.unavailable.v1']);

    await room.moveTo(at(13, '11:32'));
    await room.clock.runOnce('hold-end');
    expect(await names(urgent.data.referralId)).toEqual([
      'reservation.unavailable.v1',
      'reservation.held.v1',
      'reservation.expired.v1',
    ]);
    expect((await room.sent(routine.data.referralId)).at(-1)).toMatchObject({ name: 'reservation.held.v1' });
    const entries = await room.rows<{ urgency_class: string; state: string; lapses: number }>(
      'SELECT urgency_class, state, lapses FROM wait_entry ORDER BY urgency_class',
    );
    expect(entries).toEqual([
      { urgency_class: 'U2', state: 'waiting', lapses: 0 },
      { urgency_class: 'U3', state: 'waiting', lapses: 1 },
      { urgency_class: 'U4', state: 'offered', lapses: 0 },
    ]);
  });

  it('finds who was passed over, because the entry was busy when the unit became free', async () => {
    const session = await room.morning(1);
    await room.submit(referral({}, { urgencyClass: 'U2' }));
    const waiting = referral();
    await room.submit(waiting);
    await room.moveTo(at(13, '09:31'));
    await room.database.transaction(SYSTEM, async (tx) => {
      await tx.query('SELECT FROM wait_entry FOR UPDATE');
      await room.clock.runOnce('hold-end');
    });
    expect((await room.session(session.id)).familyTaken).toBe(0);
    await expect(room.clock.runOnce('passed-over')).resolves.toBe(1);
    expect(await names(waiting.data.referralId)).toEqual(['reservation.unavailable.v1', 'reservation.held.v1']);
    await expect(room.clock.runOnce('passed-over')).resolves.toBe(0);
  });

  it('between equals the institution that got fewer units from the list comes first', async () => {
    const offer = async (capacity: number) => {
      await room.morning(capacity, { group: '08', startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
      await room.clock.runOnce('offer');
    };
    const from = (referringInstitution: string) => referral({}, { group: '08', referringInstitution });
    await room.submit(from('990101T01'));
    await offer(1);
    const [again, other] = [from('990101T01'), from('990101T02')];
    await room.submit(again);
    await room.submit(other);
    // Of the day's reserve of two the first session took one.
    await offer(5);
    expect(await names(other.data.referralId)).toEqual(['reservation.unavailable.v1', 'reservation.held.v1']);
    expect(await names(again.data.referralId)).toEqual(['reservation.unavailable.v1']);
  });

  it('offers new supply, and at the public opening also to those without right to the reserve', async () => {
    const family = referral({}, { group: '06' });
    const other = referral({}, { group: '06', ...open });
    await room.submit(family, other);
    await room.morning(10, { group: '06' });
    await room.clock.runOnce('offer');
    expect(await names(family.data.referralId)).toEqual(['reservation.unavailable.v1', 'reservation.held.v1']);
    expect(await names(other.data.referralId)).toEqual(['reservation.unavailable.v1']);
    await room.moveTo(at(7, '08:00'));
    await room.clock.runOnce('offer');
    expect(await names(other.data.referralId)).toEqual(['reservation.unavailable.v1', 'reservation.held.v1']);
  });

  it('a bed whose patient does not come is free at once', async () => {
    const ward = await room.morning(5, {
      pool: 'inpatient-bed',
      group: '03',
      startsAt: at(0, '00:00'),
      endsAt: at(0, '24:00'),
    });
    await room.moveTo(at(6, '09:00'));
    const booked = await room.book(ward, { urgencyClass: undefined });
    expect(booked.status).toBe(201);
    await room.moveTo(at(-2, '00:01'));
    await room.clock.runOnce('no-show');
    expect((await room.session(ward.id)).publicTaken).toBe(0);
  });

  it('three missed slots switch self-service off for a while, never a doctor’s referral', async () => {
    const patientId = v7();
    const sessions = [];
    for (const hour of ['08', '10', '13']) {
      sessions.push(await room.morning(10, { startsAt: at(0, `${hour}:00`), endsAt: at(0, `${hour}:30`) }));
    }
    await room.moveTo(at(6, '09:00'));
    for (const session of sessions) expect((await room.book(session, { patientId })).status).toBe(201);
    await room.moveTo(at(0, '14:00'));
    await room.clock.runOnce('no-show');
    await expect(room.selfService(patientId)).rejects.toMatchObject({ status: 409, code: 'SELF_SERVICE_OFF' });
    await expect(room.selfService(v7())).resolves.toBeUndefined();
    const referred = referral({ patientId }, { group: '09' });
    await room.morning(5, { group: '09', startsAt: at(0, '18:00'), endsAt: at(0, '20:00') });
    await room.submit(referred);
    expect(await names(referred.data.referralId)).toEqual(['reservation.held.v1']);
  });
});
