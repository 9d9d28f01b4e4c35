import { randomUUID } from 'node:crypto';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ReferralOverdue } from '#contracts/referral.events.js';
import type { Principal } from '#service/auth/principal.js';
import type { NoticeItem, NoticeQuery } from '../../apps/notification/notice/notice.dto.js';
import { DESK } from './house.js';
import { COLLEAGUE, InboxRoom, write } from './inbox-room.js';
import { REFERRER, referralMessage } from './messages.js';
import { StreamClient } from './stream-client.js';

const REFERRING: Principal = {
  ...DESK,
  account: 'family-doctor',
  practitioner: REFERRER,
  institution: '990101T01',
  roles: ['family-doctor'],
};

describe('the inbox of a post', () => {
  let room: InboxRoom;

  beforeEach(async () => {
    room = await InboxRoom.open();
  });

  afterEach(() => room.close());

  const list = (principal: Principal, query?: Partial<NoticeQuery>) => room.list(principal, query);
  const ids = (principal: Principal, query?: Partial<NoticeQuery>) => room.ids(principal, query);

  async function told(message: Envelope, principal: Principal = DESK): Promise<NoticeItem> {
    await room.replica.notices.record(message);
    return (await list(principal)).items[0]!;
  }

  const task = () => told(referralMessage('referral.submitted.v1'));

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

  /** The duty officer of the centre is told that nobody decides. */
  function overdue(more: Partial<ReferralOverdue> = {}): Envelope {
    const owner = { owner: 'referral-desk', ownerCounty: '990101', ownerInstitution: '990101H01' };
    const due = { dueKind: 'decide', dueAt: inMinutes(-60), rung: 'L2', repeat: 0 };
    return referralMessage('referral.overdue.v1' as MessageName, { ...owner, ...due, ...more } as object);
  }

  const sent = async () =>
    (
      await room.database.pool.query<{ payload: Record<string, unknown> }>(
        `SELECT payload FROM notification.outbox WHERE name = 'notice.acknowledged.v1'`,
      )
    ).rows.map(({ payload }) => payload);

  describe('left behind by its referral', () => {
    const later = (message: Envelope, name: MessageName, more: object, minutes = 1): Envelope => ({
      ...referralMessage(name),
      occurredAt: new Date(Date.parse(message.occurredAt) + minutes * 60_000).toISOString(),
      data: { ...(message.data as object), ...more },
    });

    it('is open no more, stays on the list and calls nobody; what waits for something else stays open', async () => {
      const submitted = referralMessage('referral.submitted.v1', { urgencyClass: 'U2' });
      const { id } = await told(submitted);
      const other = await task();
      const to = {
        ownerCounty: '990101',
        ownerInstitution: '990101H01',
        owner: 'referral-desk',
        rung: 'L2',
        repeat: 0,
      };
      const due = (dueKind: string) =>
        later(submitted, 'referral.overdue.v1', { ...to, dueKind, dueAt: inMinutes(-60), fromState: 'submitted' });
      const [decide, form] = [await told(due('decide')), await told(due('complete-form'))];
      expect(new Set(await ids(DESK, { open: true }))).toEqual(new Set([id, other.id, decide.id, form.id]));

      await room.replica.notices.record(
        later(submitted, 'referral.accepted.v1', { fromState: 'submitted', toState: 'accepted' }, 2),
      );
      expect(new Set(await ids(DESK, { open: true }))).toEqual(new Set([other.id, form.id]));
      const kept = (await list(DESK)).items.find((one) => one.id === id);
      expect(kept).toMatchObject({ overAt: expect.any(String) });
      expect(kept?.acknowledged).toBeUndefined();
      const { rows } = await room.database.pool.query(
        'SELECT DISTINCT state, reason FROM notification.delivery WHERE notice_id = $1',
        [id],
      );
      expect(rows).toEqual([{ state: 'cancelled', reason: 'moved-on' }]);
      await room.replica.notices.record(
        later(submitted, 'referral.cancelled.v1', { fromState: 'accepted', toState: 'cancelled' }, 3),
      );
      expect(await ids(DESK, { open: true })).toEqual([other.id]);
    });

    it('is open as long as its message is the last, however often and in whatever batch it comes', async () => {
      const submitted = referralMessage('referral.submitted.v1');
      const returned = later(submitted, 'referral.returned.v1', { fromState: 'submitted', toState: 'returned' });
      await Promise.all([submitted, returned, submitted].map((message) => room.replica.notices.record(message)));
      await room.replica.notices.record(submitted);
      expect(await ids(DESK, { open: true })).toEqual([]);
      expect(await ids(REFERRING, { open: true })).toHaveLength(1);
      const late = referralMessage('referral.submitted.v1');
      const first = later(late, 'referral.accepted.v1', { fromState: 'submitted', toState: 'accepted' });
      for (const message of [first, late]) await room.replica.notices.record(message);
      expect(await ids(DESK, { open: true })).toEqual([]);
    });
  });

  describe('taken on', () => {
    it('calls nobody of the post any more, though whoever must call sits in another house', async () => {
      await room.database.pool.query(
        `INSERT INTO notification.duty_shift VALUES ('990101', gen_random_uuid(), '990101H01', 'desk:990101:990101H01', $1, 'duty', '2020-01-01', '2100-01-01', 'head', now())`,
        [COLLEAGUE.practitioner],
      );
      const { id } = await told(overdue());
      const delivery = async () =>
        (
          await room.database.pool.query(
            'SELECT institution, state, reason FROM notification.delivery WHERE notice_id = $1',
            [id],
          )
        ).rows;
      expect(await delivery()).toEqual([{ institution: '990101T01', state: 'waiting', reason: null }]);
      await room.acknowledgements.acknowledge(write(DESK), id);
      expect(await delivery()).toEqual([{ institution: '990101T01', state: 'cancelled', reason: 'acknowledged' }]);
    });

    it('by the first of two who press at once; both answers and both lists name the same person', async () => {
      const { id } = await told(overdue());
      const answers = await Promise.all(
        [DESK, COLLEAGUE].map((one) => room.acknowledgements.acknowledge(write(one), id)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
      expect(answers[0]!.body).toEqual(answers[1]!.body);
      const first = answers[0]!.body.practitioner;
      for (const one of [DESK, COLLEAGUE]) {
        const item = (await list(one)).items.find((found) => found.id === id);
        expect(item?.acknowledged).toMatchObject({ practitioner: first, role: 'referral-desk' });
      }
      expect(await sent()).toHaveLength(1);
    });

    it('goes back to the rung that was told, naming who it was and nothing of a patient', async () => {
      const message = overdue();
      const { dueAt } = message.data as ReferralOverdue;
      const { id } = await told(message);
      await room.acknowledgements.acknowledge(write(DESK), id);
      expect(await sent()).toEqual([
        {
          noticeId: id,
          subject: 'referral',
          subjectId: message.correlationId,
          subjectCounty: '990101',
          dueKind: 'decide',
          dueAt,
          rung: 'L2',
          repeat: 0,
          actor: { id: DESK.practitioner, role: 'referral-desk', institution: DESK.institution },
        },
      ]);
    });

    it('is seen by the colleague on the live stream at once, and is no news for whoever did it', async () => {
      const colleague = new StreamClient(await room.replica.serve(COLLEAGUE));
      await colleague.connect();
      const { id } = await told(overdue());
      await colleague.until(1);
      expect(Object.keys(colleague.heard[0]!)).not.toContain('item');
      await room.acknowledgements.acknowledge(write(DESK), id);
      await colleague.until(2);
      colleague.cut();
      expect(colleague.heard[1]).toMatchObject({ event: 'notice.acknowledged', facts: { noticeId: id } });
      expect((await list(DESK)).unread).toBe(0);
      expect((await list(COLLEAGUE)).unread).toBe(2);
    });

    it('is kept for a task of no ladder, but sends nothing', async () => {
      const { id } = await task();
      expect((await room.acknowledgements.acknowledge(write(DESK), id)).status).toBe(201);
      expect(await sent()).toEqual([]);
      expect(await ids(COLLEAGUE, { open: true })).toEqual([]);
    });

    it('cannot be news that asks nothing of anybody', async () => {
      const { id } = await told(referralMessage('referral.accepted.v1'), REFERRING);
      await expect(room.acknowledgements.acknowledge(write(REFERRING), id)).rejects.toMatchObject({
        status: 409,
        code: 'NOT_A_TASK',
      });
    });

    it("cannot be another post's, another county's, or that of a post given up since", async () => {
      const { id } = await told(overdue());
      const strangers: Principal[] = [REFERRING, { ...DESK, county: '990102' }, { ...DESK, roles: ['arrival-desk'] }];
      for (const stranger of strangers) {
        await expect(room.acknowledgements.acknowledge(write(stranger), id)).rejects.toMatchObject({ status: 404 });
        await expect(room.snoozes.snooze(write(stranger), id, { until: inMinutes(3) })).rejects.toMatchObject({
          status: 404,
        });
        await expect(room.reading.read(stranger, id)).rejects.toMatchObject({ status: 404 });
        await expect(room.counts.readUpTo(write(stranger), { upTo: id })).rejects.toMatchObject({ status: 404 });
      }
      expect(await sent()).toEqual([]);
    });

    it('once is for good: the database refuses another name', async () => {
      const { id } = await task();
      await room.acknowledgements.acknowledge(write(DESK), id);
      const steal = 'UPDATE notification.notice SET acknowledged_by = $2 WHERE id = $1';
      await expect(room.database.pool.query(steal, [id, randomUUID()])).rejects.toThrow('never changed');
    });
  });

  describe('put off', () => {
    it('by one person is hidden from that person alone, and counts as read', async () => {
      const { id } = await task();
      await room.snoozes.snooze(write(DESK), id, { until: inMinutes(30) });
      expect(await ids(DESK)).toEqual([]);
      expect(await ids(DESK, { snoozed: true })).toEqual([id]);
      expect(await room.counts.of(DESK)).toMatchObject({ unread: 0, snoozed: 1, open: { task: 1 } });
      expect(await ids(COLLEAGUE)).toEqual([id]);
      expect(await ids(COLLEAGUE, { snoozed: true })).toEqual([]);
    });

    it('comes back when business time has come, once however many replicas look, and says so on the stream', async () => {
      const { id } = await task();
      await room.snoozes.snooze(write(DESK), id, { until: inMinutes(30) });
      expect(await room.snoozes.runOnce()).toBe(0);
      const stream = new StreamClient(await room.replica.serve(DESK));
      await stream.connect();
      await ahead(31);
      const done = await Promise.all([room.snoozes.runOnce(), room.snoozes.runOnce(), room.snoozes.runOnce()]);
      expect(done.reduce((a, b) => a + b)).toBe(1);
      await stream.until(1);
      stream.cut();
      expect(stream.heard[0]).toMatchObject({ event: 'notice.returned', urgency: 'task', facts: { noticeId: id } });
      expect(await ids(DESK)).toEqual([stream.heard[0]!.id, id]);
    });

    it('comes back with a new rung about the same referral, whoever is told that one', async () => {
      const first = referralMessage('referral.submitted.v1');
      const { id } = await told(first);
      await room.snoozes.snooze(write(DESK), id, { until: inMinutes(30) });
      const { referralId } = first.data as { referralId: string };
      await room.replica.notices.record(overdue({ referralId, owner: 'medical-affairs', rung: 'L3' }));
      const [news, back] = (await list(DESK)).items;
      expect([news?.event, news?.facts.noticeId, back?.id]).toEqual(['notice.returned', id, id]);
      expect(await room.snoozes.runOnce()).toBe(0);
    });

    it('tells whoever has left the post since nothing of what the post reads', async () => {
      const { id } = await task();
      await room.snoozes.snooze(write(DESK), id, { until: inMinutes(30) });
      await ahead(31);
      await room.snoozes.runOnce();
      const left: Principal = { ...DESK, roles: ['arrival-desk'] };
      const [news, ...more] = (await list(left)).items;
      expect(more).toEqual([]);
      expect(Object.keys(news!)).not.toContain('referralId');
      await expect(room.reading.read(left, news!.facts.noticeId!)).rejects.toMatchObject({ status: 404 });
    });

    it('does not come back to anybody once a colleague has taken it on', async () => {
      const { id } = await task();
      await room.snoozes.snooze(write(DESK), id, { until: inMinutes(30) });
      await room.acknowledgements.acknowledge(write(COLLEAGUE), id);
      await ahead(31);
      expect(await room.snoozes.runOnce()).toBe(0);
      expect((await list(DESK)).items.find((item) => item.id === id)?.acknowledged).toBeDefined();
    });

    it('may be moved, but not into the past, beyond the rule, or past the deadline of the task', async () => {
      const due = referralMessage('referral.submitted.v1', { dueAt: inMinutes(60) });
      const { id } = await told(due);
      const until = async (minutes: number) =>
        (await room.snoozes.snooze(write(DESK), id, { until: inMinutes(minutes) })).status;
      expect(await until(20)).toBe(201);
      expect(await until(59)).toBe(201);
      for (const minutes of [-1, 61, 100_000]) {
        await expect(until(minutes)).rejects.toMatchObject({ status: 422, errors: [{ field: 'until' }] });
      }
      const urgent = await told(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
      await expect(room.snoozes.snooze(write(DESK), urgent.id, { until: inMinutes(6) })).rejects.toMatchObject({
        more: { latest: expect.any(String) },
      });
    });
  });

  /** Moves business time of this room.database. */
  async function ahead(minutes: number): Promise<void> {
    await room.database.pool.query(
      `INSERT INTO notification.demo_marker (county) VALUES ('990101') ON CONFLICT DO NOTHING`,
    );
    await room.database.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ($1::int * interval '1 minute')`,
      [minutes],
    );
  }
});
