import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { Retention } from '../../apps/notification/retention/retention.service.js';
import { DESK } from './house.js';
import { COLLEAGUE, InboxRoom, write } from './inbox-room.js';
import { referralMessage } from './messages.js';

describe('what was told long ago', () => {
  let room: InboxRoom;
  let retention: Retention;

  beforeEach(async () => {
    room = await InboxRoom.open();
    const { database, feeds } = room.replica;
    retention = new Retention(database, new Policies(database), new Timer(), feeds);
  });
  afterEach(() => room.close());

  const sql = (text: string, values: unknown[] = []) => room.database.pool.query(text, values);
  const tell = (name: 'referral.submitted.v1' | 'referral.extended.v1') =>
    room.replica.notices.record(referralMessage(name));
  /** As if all that there is had been told four years ago. */
  const age = () =>
    sql(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      CREATE TEMPORARY TABLE aged ON COMMIT DROP AS
      SELECT id, overlay(id::text placing '0170' from 1 for 4)::uuid AS old FROM notification.notice;
      UPDATE notification.delivery d SET notice_id = old FROM aged WHERE aged.id = d.notice_id;
      UPDATE notification.notice_read r SET notice_id = old FROM aged WHERE aged.id = r.notice_id;
      UPDATE notification.notice_snooze s SET notice_id = old FROM aged WHERE aged.id = s.notice_id;
      UPDATE notification.notice n SET id = old, created_at = now() - interval '4 years' FROM aged WHERE aged.id = n.id;
      COMMIT`);
  const counts = async () => (await room.counts.of(DESK)).unread;

  it('is forgotten with its deliveries, and a task that nobody took on is not gone silently', async () => {
    await tell('referral.submitted.v1');
    await tell('referral.extended.v1');
    await sql(
      "UPDATE notification.delivery SET state = 'settled', settled_how = 'not-needed', settled_by = 'x', ended_at = now()",
    );
    await age();
    await tell('referral.extended.v1');
    expect(await counts()).toBe(3);
    expect(await retention.runOnce()).toBeGreaterThanOrEqual(2);
    expect(await retention.runOnce()).toBe(0);
    const { items } = await room.list(DESK);
    expect(items.map(({ template, facts }) => [template, facts.units])).toEqual([
      ['tasks-forgotten', 1],
      ['extended', undefined],
    ]);
    expect(await counts()).toBe(2);
    await room.reading.markRead(write(DESK), items[0]!.id);
    expect(await counts()).toBe(1);
    expect((await sql('SELECT count(*)::int FROM notification.delivery_attempt')).rows).toEqual([{ count: 0 }]);
  });

  it('and was over when its referral had moved on, is no news', async () => {
    const asked = referralMessage('referral.submitted.v1');
    await room.replica.notices.record(asked);
    const decided = { ...(asked.data as object), fromState: 'submitted', toState: 'under-review' };
    const occurredAt = new Date(Date.parse(asked.occurredAt) + 1_000).toISOString();
    const message = {
      ...referralMessage('referral.review-started.v1'),
      aggregateVersion: 2,
      occurredAt,
      data: decided,
    };
    await room.replica.notices.record(message);
    await sql("UPDATE notification.delivery SET state = 'cancelled', reason = 'test', ended_at = now()");
    await age();
    await retention.runOnce();
    expect((await room.list(DESK)).items).toEqual([]);
  });

  it('stays as long as somebody must still tell the recipient, or has put it off', async () => {
    await tell('referral.submitted.v1');
    const id = (await room.list(DESK)).items[0]!.id;
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await room.snoozes.snooze(write(COLLEAGUE), id, { until });
    await sql("UPDATE notification.delivery SET state = 'dead', reason = 'test', ended_at = now()");
    await age();
    const before = await sql('SELECT id FROM notification.notice WHERE audience ~ $1', ['^desk']);
    await retention.runOnce();
    expect((await sql('SELECT id FROM notification.notice WHERE audience ~ $1', ['^desk'])).rows).toEqual(before.rows);
  });

  it('is forgotten by that rule alone: not sooner, and not by the service itself', async () => {
    await tell('referral.submitted.v1');
    await retention.runOnce();
    expect(await room.ids(DESK)).toHaveLength(1);
    const tooYoung = "SELECT notification.forget_notices('990101', now() - interval '100 days', 10)";
    await expect(sql(tooYoung)).rejects.toThrow('too young');
    const asService = (text: string) =>
      room.replica.database.transaction({ county: '*', institution: '*' }, (tx) => tx.query(text));
    await expect(asService('DELETE FROM delivery_attempt')).rejects.toThrow('permission denied');
    await expect(
      sql('DELETE FROM notification.delivery_attempt; UPDATE notification.delivery_receipt SET code = 1'),
    ).resolves.toBeDefined();
  });
});
