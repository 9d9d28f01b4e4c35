import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import {
  at,
  doctorOf,
  envelope,
  full,
  HOSPITAL,
  HOUSE,
  level,
  lowReserve,
  SlotRoom,
  waitingReferral,
} from './slot-room.js';

const CARDIOLOGY = { institution: HOSPITAL, department: '03.04' };

describe('family doctors get the slots', () => {
  let room: SlotRoom;
  let [anna, ben]: [Principal, Principal] = [doctorOf(), doctorOf()];

  beforeAll(async () => {
    room = await SlotRoom.open();
  });

  afterAll(() => room.close());

  beforeEach(async () => {
    await room.empty();
    await room.moveTo(at(13, '09:00'));
    [anna, ben] = [doctorOf(), doctorOf()];
    await room.entitle([anna, ben]);
  });

  const free = (units?: number) => room.free(units);

  it('hear of reserved units when they open to them, not when they are published', async () => {
    await room.subscribe(anna, CARDIOLOGY);
    await room.count(level({ opensFamilyAt: at(12, '08:00').toISOString() }));
    expect(await room.tell()).toEqual([]);
    await room.moveTo(at(12, '08:00'));
    expect(await room.tell()).toMatchObject([
      { reader: anna.practitioner, event: 'slot.opened', facts: { units: 4, sessions: 1, department: '03.04' } },
    ]);
    expect(await room.tell()).toEqual([]);
  });

  it('hear of a whole month of sessions in one notice', async () => {
    await room.subscribe(anna, { institution: HOSPITAL });
    await room.count(...Array.from({ length: 60 }, (_, i) => level({ group: i % 2 ? '03.04' : '05' })));
    const [notice, ...others] = await room.tell();
    expect(others).toEqual([]);
    expect(notice?.facts).toEqual({ toInstitution: HOSPITAL, pool: 'expert-slot', sessions: 60, units: 240 });
  });

  it('hear of a unit that is free again, once, however many of their subscriptions it fits', async () => {
    for (const wish of [CARDIOLOGY, { doctorId: 'dr-zhang' }, { institution: HOSPITAL }, { department: '03' }]) {
      await room.subscribe(anna, wish);
    }
    await free();
    expect(await room.tell()).toMatchObject([
      { reader: anna.practitioner, event: 'slot.freed', facts: { units: 1, startsAt: at(0, '08:00').toISOString() } },
    ]);
  });

  it.each([
    ['another department', { department: '05' }],
    ['another expert', { doctorId: 'dr-li' }],
    ['an exam', { examItem: '03.04' }],
    ['beds', { ...CARDIOLOGY, pool: 'inpatient-bed' as const }],
    ['other news', { ...CARDIOLOGY, news: ['last-call' as const] }],
  ])('who follow %s hear nothing of it', async (_, wish) => {
    await room.subscribe(anna, wish);
    await free();
    expect(await room.tell()).toEqual([]);
  });

  it('follow an exam by its item', async () => {
    await room.subscribe(anna, { examItem: 'CT-HEAD' });
    await room.count(level({ pool: 'exam', group: 'CT-HEAD', doctorId: undefined }));
    expect(await room.tell()).toMatchObject([{ event: 'slot.opened', facts: { pool: 'exam', units: 4 } }]);
  });

  it('hear when little is left, and the last call before the release, with what is left by then', async () => {
    await room.subscribe(anna, CARDIOLOGY);
    const session = level({ protected: 1, open: 0 });
    await room.count(session);
    await room.tell();
    await room.notices.record(lowReserve(session));
    expect(await room.tell()).toMatchObject([{ event: 'slot.low', facts: { units: 1 } }]);
    const releaseAt = at(2, '18:00').toISOString();
    const soon = { ...session, releaseAt, units: 1 };
    await room.notices.record(envelope('reserve.release-soon.v1', 3, soon));
    expect(await room.tell()).toMatchObject([{ event: 'slot.last-call', facts: { units: 1, until: releaseAt } }]);
  });

  it('are not told of what is gone again before anybody was told', async () => {
    await room.subscribe(anna, CARDIOLOGY);
    const session = await free();
    await room.count(full(session.sessionId));
    expect(await room.tell()).toEqual([]);
    expect(await room.rows('SELECT state FROM notification.slot_alert WHERE news = $$freed$$')).toEqual([
      { state: 'gone' },
    ]);
  });

  it('see by the notice how many are left now', async () => {
    await room.subscribe(anna, CARDIOLOGY);
    const session = await free(2);
    const [notice] = await room.tell();
    const left = () => room.subscriptions.slotsOf(anna, notice!.id);
    expect(await left()).toMatchObject({ unitsNow: 2, items: [{ sessionId: session.sessionId, unitsNow: 2 }] });
    await room.count(full(session.sessionId));
    expect(await left()).toMatchObject({ unitsNow: 0, items: [{ unitsNow: 0 }] });
    await expect(room.subscriptions.slotsOf(ben, notice!.id)).rejects.toMatchObject({ status: 404 });
  });

  it('are never told the department whose name alone tells a diagnosis', async () => {
    await room.subscribe(anna, { department: '15' });
    await room.count(level({ group: '15.01' }));
    const [notice] = await room.tell();
    expect(notice?.facts).toMatchObject({ units: 4 });
    expect(notice?.facts).not.toHaveProperty('department');
  });

  describe('only where they may use the reserve (V05)', () => {
    it('a doctor of no contract team, and one of another consortium, cannot subscribe', async () => {
      await expect(room.subscribe(doctorOf(), CARDIOLOGY)).rejects.toMatchObject({ status: 422, code: 'NOT_ENTITLED' });
      const other = { ...CARDIOLOGY, institution: '990101H02' };
      await expect(room.subscribe(anna, other)).rejects.toMatchObject({ status: 422, code: 'NOT_ENTITLED' });
    });

    it('who has left the team since hears nothing', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      await room.subscribe(ben, CARDIOLOGY);
      await room.entitle([ben]);
      await free();
      expect((await room.tell()).map(({ reader }) => reader)).toEqual([ben.practitioner]);
    });

    it('who moved to another house hears nothing by the old one', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      await room.entitle([doctorOf('990101T02', anna.practitioner)]);
      await free();
      expect(await room.tell()).toEqual([]);
    });

    it('what is told late of who may use it changes nothing', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      await room.entitle([], [HOSPITAL], 7);
      await room.entitle([anna], [HOSPITAL], 6);
      await free();
      expect(await room.tell()).toEqual([]);
    });

    it('units that are open to nobody yet are told to nobody', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      const session = level({ protected: 0, open: 0, opensPublicAt: at(7, '08:00').toISOString() });
      await room.count(session);
      await room.count({ ...session, open: 5 });
      expect(await room.tell()).toEqual([]);
    });
  });

  describe('for one waiting patient', () => {
    let referralId: string;
    const says = (version: number, change = {}, name?: string) =>
      room.notices.record(waitingReferral(anna, referralId, version, change, name));
    const mine = () => room.subscriptions.list(anna, { limit: 20 });

    beforeEach(() => {
      referralId = randomUUID();
      return says(2);
    });

    it('are told of whatever would do, with the referral it is for', async () => {
      await room.subscribe(anna, { referralId });
      await free();
      expect(await room.tell()).toMatchObject([{ reader: anna.practitioner, referralId }]);
    });

    it('may not follow a referral of another house', async () => {
      const stranger = doctorOf('990101T02');
      await room.entitle([stranger]);
      await expect(room.subscribe(stranger, { referralId })).rejects.toMatchObject({ status: 404 });
    });

    it('hear nothing while a unit is held for him, and again when it lapses', async () => {
      await room.subscribe(anna, { referralId });
      await says(3, { toState: 'reserved', holdUntil: at(13, '10:00').toISOString() }, 'referral.reserved.v1');
      await free();
      expect(await room.tell()).toEqual([]);
      await says(4, { toState: 'accepted' }, 'referral.reoffered.v1');
      await free();
      expect(await room.tell()).toHaveLength(1);
    });

    it.each([
      ['has a unit', { toState: 'confirmed' }, 'referral.confirmed.v1', 'has-unit'],
      ['has died', { toState: 'accepted' }, 'referral.patient-died.v1', 'died'],
      ['is treated elsewhere', { toState: 'cancelled' }, 'referral.cancelled.v1', 'referral-ended'],
      ['is not referred any more', { toState: 'expired' }, 'referral.expired.v1', 'referral-ended'],
    ])('hear no more once he %s', async (_, change, name, endReason) => {
      await room.subscribe(anna, { referralId });
      await says(5, change, name);
      expect((await mine()).items).toMatchObject([{ endReason, endedAt: expect.any(String) }]);
      await free();
      expect(await room.tell()).toEqual([]);
      await expect(room.subscribe(anna, { referralId })).rejects.toMatchObject({ status: 409, code: 'NOT_WAITING' });
    });

    it('an older message that comes late opens nothing again', async () => {
      await says(9, { toState: 'closed' }, 'referral.closed.v1');
      await says(3);
      await expect(room.subscribe(anna, { referralId })).rejects.toMatchObject({ code: 'NOT_WAITING' });
    });

    it('without right to the reserve hear of open units only', async () => {
      const open = randomUUID();
      const message = waitingReferral(anna, open, 1);
      Object.assign((message.data as { wanted: object }).wanted, { entitlement: 'open' });
      await room.notices.record(message);
      await room.subscribe(anna, { referralId: open });
      await free();
      expect(await room.tell()).toEqual([]);
      await room.moveTo(at(6, '09:00'));
      const session = full();
      await room.count(session);
      await room.tell();
      await room.count({ ...session, open: 1 });
      expect(await room.tell()).toMatchObject([{ referralId: open, facts: { units: 1 } }]);
    });
  });

  describe('as they wish', () => {
    it('the same wish again renews it; ended, it is heard no more', async () => {
      const { body } = await room.subscribe(anna, CARDIOLOGY);
      await room.moveTo(at(3, '09:00'));
      const again = await room.subscribe(anna, { ...CARDIOLOGY, news: ['freed'] });
      expect(again).toMatchObject({ status: 200, body: { id: body.id, news: ['freed'] } });
      expect(Date.parse(again.body.validUntil)).toBeGreaterThan(Date.parse(body.validUntil));
      const key = v7();
      const write = { principal: anna, key, requestHash: key, method: 'POST', path: '/x', waitMs: 0 };
      expect((await room.subscriptions.withdraw(write, body.id)).body).toMatchObject({ endReason: 'withdrawn' });
      await free();
      expect(await room.tell()).toEqual([]);
    });

    it('one that runs out is said to have run out', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      await room.moveTo(at(-90, '09:00'));
      await Promise.all([room.alerts.tidy(), room.alerts.tidy()]);
      expect(await room.heard()).toMatchObject([{ reader: anna.practitioner, event: 'slot.subscription-ended' }]);
    });

    it.each([
      ['nothing', {}],
      ['a pool alone', { pool: 'exam' as const }],
      ['a referral and a hospital', { referralId: randomUUID(), institution: HOSPITAL }],
      ['an exam of a department', { examItem: 'CT-HEAD', department: '03' }],
    ])('%s is no wish', async (_, wish) => {
      await expect(room.subscriptions.subscribe(writeOf(anna), wish)).rejects.toMatchObject({ status: 422 });
    });

    it('fifty are enough', async () => {
      for (let i = 0; i < 50; i += 1) await room.subscribe(anna, { doctorId: `dr-${i}` });
      await expect(room.subscribe(anna, CARDIOLOGY)).rejects.toMatchObject({ code: 'TOO_MANY_SUBSCRIPTIONS' });
      expect((await room.subscribe(anna, { doctorId: 'dr-1' })).status).toBe(200);
    });
  });

  const writeOf = (principal: Principal) => {
    const key = v7();
    return { principal, key, requestHash: key, method: 'POST', path: '/v1/slot-subscriptions', waitMs: 0 };
  };

  it('of another house do not see their colleague’s wishes', async () => {
    const { body } = await room.subscribe(anna, CARDIOLOGY);
    await expect(room.subscriptions.find(ben, body.id)).rejects.toMatchObject({ status: 404 });
    expect(ben.institution).toBe(HOUSE);
  });
});
