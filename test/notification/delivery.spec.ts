import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { Gateway } from '../../apps/notification/channel/gateway.js';
import { isSigned } from '../../apps/notification/channel/signature.js';
import { acknowledge } from '../../apps/notification/inbox/acknowledgement.store.js';
import { answering, cutting, FakeGateway, hanging } from './fake-gateway.js';
import { COUNTY, PostRoom } from './post-room.js';

const SECRET = 'a secret of this test only';
/** Long enough for a busy machine: only a gateway that hangs makes an attempt last so long. */
const ATTEMPT_MILLISECONDS = 3_000;

describe('a notice by SMS', () => {
  let gateway: FakeGateway;
  let mail: FakeGateway;
  let room: PostRoom;

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    mail = await FakeGateway.start();
    const adapters = [
      new Gateway('sms', { url: gateway.url, secret: SECRET }),
      new Gateway('email', { url: mail.url, secret: SECRET }),
    ];
    room = await PostRoom.open(adapters, ATTEMPT_MILLISECONDS);
  });
  afterAll(async () => {
    await room.close();
    await gateway.stop();
    await mail.stop();
  });
  beforeEach(async () => {
    gateway.conduct = answering(202);
    mail.conduct = answering(202);
    gateway.received.length = 0;
    mail.received.length = 0;
    room.find = ({ recipient }) => ({ address: recipient });
    await room.fresh.pool.query(
      "UPDATE notification.delivery SET state = 'cancelled', reason = 'test', ended_at = now(), lease_until = NULL WHERE ended_at IS NULL",
    );
    await room.fresh.pool.query('DELETE FROM notification.breaker');
  });

  const drain = async () => {
    while ((await room.courier.runOnce('sms')) > 0);
    while ((await room.courier.runOnce('email')) > 0);
  };
  const badRule = (county: string, key: string) =>
    room.fresh.pool.query(
      `BEGIN; SET LOCAL session_replication_role = replica;
       INSERT INTO notification.policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
       VALUES ('${county}', 'county', '${county}', '${key}', 1, '"often"', '2026-01-01', 'x', 'x'); COMMIT`,
    );
  const takeOn = (notice: string) =>
    room.database.transaction(SYSTEM, (tx, at) =>
      acknowledge(tx, COUNTY, notice, { at, by: v7(), role: 'referral-desk' }),
    );
  const tasks = async () =>
    (
      await room.fresh.pool.query<{ audience: string; urgency: string }>(
        "SELECT audience, urgency FROM notification.notice WHERE template = 'delivery-dead'",
      )
    ).rows;

  it('goes out once, signed, under the id of its delivery', async () => {
    const notice = await room.tell();
    await drain();
    const [delivery] = await room.ledger(notice);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1 });
    expect(gateway.ids).toEqual([delivery!.id]);
    const { headers, text } = gateway.received[0]!;
    const given = { timestamp: String(headers['fenji-timestamp']), signature: String(headers['fenji-signature']) };
    expect(isSigned(SECRET, given, text, new Date())).toBe(true);
    expect(isSigned('another secret of this test', given, text, new Date())).toBe(false);
    expect(isSigned(SECRET, given, `${text} `, new Date())).toBe(false);
    expect(isSigned(SECRET, given, text, new Date(Date.now() + 301_000))).toBe(false);
  });

  it('is put in once, however often its message comes', async () => {
    const notice = await room.tell();
    await room.tellAgain(notice);
    expect(await room.ledger(notice)).toHaveLength(1);
  });

  it('is tried again as the nation says while the rule of its county cannot be read', async () => {
    await badRule('990102', 'delivery.retry.minutes');
    gateway.conduct = answering(503);
    const notice = await room.tell({}, '990102');
    await drain();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });

  it('goes out in every county while the quiet hours of one cannot be read', async () => {
    await badRule('990103', 'quiet.from');
    const notices = [await room.tell({}, '990103'), await room.tell()];
    await drain();
    for (const notice of notices) expect(await room.ledger(notice)).toMatchObject([{ state: 'sent' }]);
  });

  it('is tried after 1, 5, 15 and 60 minutes, then given up as a task for its owner', async () => {
    gateway.conduct = answering(503);
    const before = await tasks();
    const notice = await room.tell();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await room.letTimePass();
      await drain();
      const [delivery] = await room.ledger(notice);
      if (delivery!.state === 'waiting') waits.push((delivery!.next_at.getTime() - Date.now()) / 60_000);
    }
    for (const [i, minutes] of [1, 5, 15, 60].entries()) {
      expect(waits[i]).toBeGreaterThan(minutes * 0.95);
      expect(waits[i]).toBeLessThanOrEqual(minutes * 1.2);
    }
    const [delivery] = await room.ledger(notice);
    expect(delivery).toMatchObject({ state: 'dead', reason: 'http-503', attempts: 5 });
    expect((await tasks()).slice(before.length)).toEqual([{ audience: 'desk:990101:990101H01', urgency: 'task' }]);
    expect(new Set(gateway.ids)).toEqual(new Set([delivery!.id]));
  });

  it('that is refused for good is not tried again, but on the next channel', async () => {
    gateway.conduct = answering(422);
    const before = (await tasks()).length;
    const notice = await room.tell({ fallback: ['email'] });
    await drain();
    expect(await room.ledger(notice)).toMatchObject([
      { channel: 'sms', state: 'dead', reason: 'http-422', attempts: 1 },
      { channel: 'email', state: 'sent', attempts: 1 },
    ]);
    expect(await tasks()).toHaveLength(before);
  });

  it('that is urgent goes on the next channel after its first failure, and is tried on', async () => {
    gateway.conduct = answering(500);
    const notice = await room.tell({ urgency: 'urgent', fallback: ['email'] });
    await drain();
    expect(await room.ledger(notice)).toMatchObject([
      { channel: 'sms', state: 'waiting' },
      { channel: 'email', state: 'sent' },
    ]);
  });

  it('that is no emergency ends on the first channel once the second one has taken it', async () => {
    gateway.conduct = answering(500);
    const notice = await room.tell({ fallback: ['email'] });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await room.letTimePass();
      await drain();
    }
    expect(await room.ledger(notice)).toMatchObject([
      { channel: 'sms', state: 'cancelled', reason: 'reached-otherwise', attempts: 3 },
      { channel: 'email', state: 'sent' },
    ]);
  });

  it.each([
    ['hangs', hanging, 'timeout'],
    ['takes it and is gone', cutting, 'connection-lost'],
  ])('to a gateway that %s has an unknown outcome and goes again under the same id', async (_, conduct, code) => {
    gateway.conduct = conduct;
    const notice = await room.tell();
    await drain();
    gateway.conduct = answering(202);
    await room.letTimePass();
    await drain();
    const [delivery] = await room.ledger(notice);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 2 });
    expect(gateway.ids).toEqual([delivery!.id, delivery!.id]);
    expect(await room.attempts(delivery!.id)).toEqual([
      { attempt: 1, result: 'unknown', code },
      { attempt: 2, result: 'accepted', code: 'http-202' },
    ]);
  });

  it('goes to nobody any more once a colleague has taken the task on', async () => {
    gateway.conduct = answering(503);
    const notice = await room.tell({ urgency: 'urgent', fallback: ['email'] });
    await room.courier.runOnce('sms');
    expect((await room.ledger(notice)).map(({ channel, state }) => [channel, state])).toEqual([
      ['sms', 'waiting'],
      ['email', 'waiting'],
    ]);
    await takeOn(notice);
    gateway.conduct = answering(202);
    await room.letTimePass();
    await drain();
    expect((await room.ledger(notice)).map(({ reason }) => reason)).toEqual(['acknowledged', 'acknowledged']);
    expect([gateway.ids.length, mail.ids.length]).toEqual([1, 0]);
  });

  it('is neither tried again nor on the next channel when the task is taken on while it is being sent', async () => {
    const notice = await room.tell({ urgency: 'urgent', fallback: ['email'] });
    gateway.conduct = (response, received) => void takeOn(notice).then(() => answering(503)(response, received));
    await drain();
    expect(await room.ledger(notice)).toMatchObject([{ channel: 'sms', state: 'cancelled', reason: 'acknowledged' }]);
  });

  it('whose worker died while sending goes again under the same id, and the ledger says that nobody knows', async () => {
    const notice = await room.tell();
    await room.fresh.pool.query(
      "UPDATE notification.delivery SET state = 'sending', attempts = 1, lease_until = now() - interval '1 second' WHERE notice_id = $1",
      [notice],
    );
    await Promise.all([room.sweeper.runOnce(), room.sweeper.runOnce()]);
    await room.letTimePass();
    await drain();
    const [delivery] = await room.ledger(notice);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await room.attempts(delivery!.id)).toMatchObject([
      { attempt: 1, result: 'unknown', code: 'worker-lost' },
      { attempt: 2, result: 'accepted' },
    ]);
  });

  it('is never claimed by two workers', async () => {
    for (let i = 0; i < 60; i += 1) await room.tell();
    const other = await PostRoom.open(
      [new Gateway('sms', { url: gateway.url, secret: SECRET })],
      ATTEMPT_MILLISECONDS,
      room.fresh,
    );
    const all = async (worker: PostRoom) => {
      while ((await worker.courier.runOnce('sms')) > 0);
    };
    await Promise.all([all(room), all(other)]);
    await other.leave();
    expect(gateway.ids).toHaveLength(60);
    expect(new Set(gateway.ids).size).toBe(60);
  });

  it('waits while its gateway fails, is probed by one, and goes when that one is taken', async () => {
    gateway.conduct = answering(503);
    for (let i = 0; i < 8; i += 1) await room.tell();
    await drain();
    expect(gateway.received).toHaveLength(8);
    await room.fresh.pool.query("UPDATE notification.delivery SET next_at = now() WHERE state = 'waiting'");
    expect(await room.courier.runOnce('sms')).toBe(0);
    expect(gateway.received).toHaveLength(8);
    await room.letTimePass();
    expect(await room.courier.runOnce('sms')).toBe(1);
    gateway.conduct = answering(202);
    await room.letTimePass();
    expect(await room.courier.runOnce('sms')).toBe(1);
    await room.letTimePass();
    expect(await room.courier.runOnce('sms')).toBe(7);
  });

  it('that is urgent does not wait for a gateway that fails', async () => {
    gateway.conduct = answering(503);
    for (let i = 0; i < 5; i += 1) await room.tell();
    await drain();
    const notice = await room.tell({ urgency: 'urgent', fallback: ['email'] });
    await drain();
    expect(await room.ledger(notice)).toMatchObject([
      { channel: 'sms', state: 'waiting', attempts: 0 },
      { channel: 'email', state: 'sent' },
    ]);
  });

  it('of an emergency passes a backlog of news, which still moves', async () => {
    for (let i = 0; i < 40; i += 1) await room.tell({ urgency: 'info' });
    for (let i = 0; i < 40; i += 1) await room.tell({ urgency: 'urgent' });
    await room.courier.runOnce('sms');
    const { rows } = await room.fresh.pool.query<{ urgency: string; count: number }>(
      "SELECT urgency, count(*)::int FROM notification.delivery WHERE state = 'sent' AND id = ANY($1) GROUP BY urgency ORDER BY urgency",
      [gateway.ids],
    );
    expect(rows).toEqual([
      { urgency: 'info', count: 12 },
      { urgency: 'urgent', count: 20 },
    ]);
  });

  it('that would be useless by now is not sent', async () => {
    const notice = await room.tell({ expiresAt: new Date(Date.now() - 1_000) });
    await drain();
    await room.sweeper.runOnce();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'expired', attempts: 0 }]);
    expect(gateway.received).toEqual([]);
  });

  it('does not go before its time', async () => {
    const notice = await room.tell({ notBefore: new Date(Date.now() + 60_000) });
    await drain();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  });

  it('of a channel that this house does not have ends for all to see, and goes on the next', async () => {
    const notice = await room.tell({ channel: 'messenger', fallback: ['phone', 'sms'] });
    await room.sweeper.runOnce();
    await room.sweeper.runOnce();
    await drain();
    expect(await room.ledger(notice)).toMatchObject([
      { channel: 'messenger', state: 'not-configured' },
      { channel: 'phone', state: 'not-configured' },
      { channel: 'sms', state: 'sent' },
    ]);
  });
});
