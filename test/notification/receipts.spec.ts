import { v7 } from 'uuid';
import { Gateway } from '../../apps/notification/channel/gateway.js';
import { sign } from '../../apps/notification/channel/signature.js';
import { NotificationEnv } from '../../apps/notification/env.js';
import type { Receipt } from '../../apps/notification/receipt/receipt.dto.js';
import { Receipts, signedText } from '../../apps/notification/receipt/receipts.js';
import { answering, FakeGateway } from './fake-gateway.js';
import { COUNTY, PostRoom } from './post-room.js';

const SECRET = 'a secret of the SMS gateway';

describe('the receipt of a gateway', () => {
  let gateway: FakeGateway;
  let room: PostRoom;
  let receipts: Receipts;

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    room = await PostRoom.open([new Gateway('sms', { url: gateway.url, secret: SECRET })]);
    const env = { SMS_SECRET: SECRET, MESSENGER_SECRET: 'a secret of the messenger' };
    receipts = new Receipts(room.database, Object.assign(new NotificationEnv(), env));
  });
  afterAll(async () => {
    await room.close();
    await gateway.stop();
  });

  // A gateway that kept silent in one story must not be paused in the next.
  afterEach(() => room.fresh.pool.query('DELETE FROM notification.breaker'));

  const take = (receipt: Receipt, secret = SECRET, seconds = Math.floor(Date.now() / 1000)) =>
    receipts.take(receipt, { timestamp: String(seconds), signature: sign(secret, seconds, signedText(receipt)) });
  const of = (id: string, status: Receipt['status'], more: Partial<Receipt> = {}): Receipt => ({
    ...{ id, county: COUNTY, status },
    ...more,
  });
  const sent = async () => {
    const notice = await room.tell();
    while ((await room.courier.runOnce('sms')) > 0);
    const [delivery] = await room.ledger(notice);
    return { notice, id: delivery!.id };
  };
  const stored = async (id: string) =>
    (
      await room.fresh.pool.query<{ status: string }>(
        'SELECT status FROM notification.delivery_receipt WHERE delivery_id = $1',
        [id],
      )
    ).rows.length;

  it('says that it arrived, once, however often it comes', async () => {
    const { notice, id } = await sent();
    await Promise.all([take(of(id, 'delivered')), take(of(id, 'delivered'))]);
    expect(await room.ledger(notice)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(await stored(id)).toBe(1);
  });

  it('may come before the worker has written its attempt down', async () => {
    let early: Promise<void> = Promise.resolve();
    gateway.conduct = (response, received) => {
      early = take(of(received.body.id, 'delivered')).then(() => answering(202)(response, received));
    };
    const { notice, id } = await sent();
    await early;
    gateway.conduct = answering(202);
    expect(await room.ledger(notice)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(await room.attempts(id)).toMatchObject([{ attempt: 1, result: 'accepted' }]);
  });

  it('ends the doubt where the answer was lost: it is not sent again', async () => {
    gateway.conduct = (response) => void response.socket?.destroy();
    const { notice, id } = await sent();
    gateway.conduct = answering(202);
    await take(of(id, 'delivered'));
    await room.letTimePass();
    expect(await room.courier.runOnce('sms')).toBe(0);
    expect(await room.ledger(notice)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  });

  it('that it never arrived has it sent again, under the same id', async () => {
    const { notice, id } = await sent();
    gateway.received.length = 0;
    await take(of(id, 'undelivered', { code: 'EXPIRED' }));
    await room.sweeper.runOnce();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'waiting', reason: 'EXPIRED' }]);
    await room.letTimePass();
    await room.courier.runOnce('sms');
    expect(gateway.ids).toEqual([id]);
    expect(await room.ledger(notice)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('that it never arrived must come again where the attempt is still under way', async () => {
    const early: Promise<unknown>[] = [];
    gateway.conduct = (response, received) => {
      early.push(take(of(received.body.id, 'undelivered')).catch(({ status }) => status));
      void early[0]?.then(() => answering(202)(response, received));
    };
    const { notice, id } = await sent();
    gateway.conduct = answering(202);
    expect(await early[0]).toBe(503);
    await take(of(id, 'undelivered'));
    await room.sweeper.runOnce();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'waiting', reason: 'undelivered' }]);
  });

  it('ends what still waits on the channel that stood in', async () => {
    gateway.conduct = (response) => void response.socket?.destroy();
    const notice = await room.tell({ fallback: ['email'] });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await room.letTimePass();
      await room.courier.runOnce('sms');
    }
    gateway.conduct = answering(202);
    const [sms, email] = await room.ledger(notice);
    expect(email).toMatchObject({ channel: 'email', state: 'waiting' });
    await take(of(sms!.id, 'delivered'));
    expect(await room.ledger(notice)).toMatchObject([
      { state: 'delivered' },
      { state: 'cancelled', reason: 'reached-otherwise' },
    ]);
  });

  it('to the contrary, after it arrived, is kept and changes nothing', async () => {
    const { notice, id } = await sent();
    await take(of(id, 'delivered'));
    await take(of(id, 'undelivered'));
    expect(await room.ledger(notice)).toMatchObject([{ state: 'delivered' }]);
    expect(await stored(id)).toBe(2);
  });

  it('of somebody else, of another channel, of yesterday or of nothing is refused', async () => {
    const { notice, id } = await sent();
    const status = (refused: Promise<void>) =>
      refused.then(
        () => 204,
        (error: { status: number }) => error.status,
      );
    expect(await status(take(of(id, 'delivered'), 'a secret of somebody else'))).toBe(401);
    expect(await status(take(of(id, 'delivered'), 'a secret of the messenger'))).toBe(404);
    expect(await status(take(of(id, 'delivered'), SECRET, Math.floor(Date.now() / 1000) - 86_400))).toBe(401);
    expect(await status(take(of(v7(), 'delivered')))).toBe(404);
    expect(await status(take(of(id, 'delivered', { county: '990102' })))).toBe(404);
    expect(await room.ledger(notice)).toMatchObject([{ state: 'sent' }]);
  });
});
