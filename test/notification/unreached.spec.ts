import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { Gateway } from '../../apps/notification/channel/gateway.js';
import type { Channel } from '../../apps/notification/delivery/delivery.js';
import { enqueue } from '../../apps/notification/delivery/enqueue.store.js';
import { acknowledge } from '../../apps/notification/inbox/acknowledgement.store.js';
import { answering, FakeGateway } from './fake-gateway.js';
import { aDelivery, COUNTY, PostRoom } from './post-room.js';

describe('a notice that reaches nobody', () => {
  let gateway: FakeGateway;
  let room: PostRoom;

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    const access = { url: gateway.url, secret: 'a secret of this test only' };
    room = await PostRoom.open([new Gateway('sms', access), new Gateway('email', access)]);
  });
  afterAll(async () => {
    await room.close();
    await gateway.stop();
  });

  const drain = async () => {
    while ((await room.courier.runOnce('sms')) > 0);
  };
  const takeOn = (notice: string) =>
    room.database.transaction(SYSTEM, (tx, at) =>
      acknowledge(tx, COUNTY, notice, { at, by: v7(), role: 'referral-desk' }),
    );
  const tasks = async () =>
    (await room.fresh.pool.query("SELECT id FROM notification.notice WHERE template = 'delivery-dead'")).rows;

  it.each([
    ['a channel that this house does not have', { fallback: ['phone', 'messenger'] as Channel[] }],
    ['one that was useless before its hour came', { fallback: ['email'] as Channel[] }],
  ])('that is refused, and for whom only %s is left, becomes a task for its owner', async (_, more) => {
    gateway.conduct = answering(422);
    const before = (await tasks()).length;
    const notice = await room.tell(more);
    await room.courier.runOnce('sms');
    expect(await tasks()).toHaveLength(before);
    await room.fresh.pool.query(
      "UPDATE notification.delivery SET expires_at = now() - interval '1 second' WHERE notice_id = $1 AND channel = 'email'",
      [notice],
    );
    while ((await room.sweeper.runOnce()) > 0);
    expect((await room.ledger(notice)).filter(({ state }) => state === 'waiting')).toEqual([]);
    expect(await tasks()).toHaveLength(before + 1);
  });

  it('of a channel that nobody was refused on ends without a task: the house has chosen to have none', async () => {
    const before = (await tasks()).length;
    await room.tell({ channel: 'phone' });
    while ((await room.sweeper.runOnce()) > 0);
    expect(await tasks()).toHaveLength(before);
  });

  it('that is urgent, and for which this house has no channel at all, becomes one task: somebody must call', async () => {
    const before = (await tasks()).length;
    const notice = await room.tell({ channel: 'phone', urgency: 'urgent', fallback: ['messenger'] });
    await room.database.transaction(SYSTEM, (tx, now) =>
      enqueue(tx, [aDelivery(notice, now, { channel: 'phone', urgency: 'urgent', recipient: `practitioner:${v7()}` })]),
    );
    while ((await room.sweeper.runOnce()) > 0);
    expect((await room.ledger(notice)).map(({ state }) => state)).not.toContain('waiting');
    expect(await tasks()).toHaveLength(before + 1);
    const later = await room.tell({ channel: 'phone', urgency: 'urgent' });
    await takeOn(later);
    while ((await room.sweeper.runOnce()) > 0);
    expect(await tasks()).toHaveLength(before + 1);
  });

  it('that is refused becomes no task once a colleague has taken it on', async () => {
    const before = (await tasks()).length;
    const notice = await room.tell();
    gateway.conduct = (response, received) => void takeOn(notice).then(() => answering(422)(response, received));
    await drain();
    expect(await room.ledger(notice)).toMatchObject([{ state: 'dead' }]);
    expect(await tasks()).toHaveLength(before);
  });

  it('becomes a task where its owner sits, which may be another county', async () => {
    gateway.conduct = answering(422);
    const owner = { audience: 'family-doctors:990102:990102T01', county: '990102', institution: '990102T01' };
    await room.tell({ owner });
    await drain();
    const { rows } = await room.fresh.pool.query(
      "SELECT county, audience FROM notification.notice WHERE template = 'delivery-dead' ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([{ county: '990102', audience: owner.audience }]);
  });
});
