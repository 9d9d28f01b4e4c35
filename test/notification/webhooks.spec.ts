import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import { Cipher } from '#service/crypto/cipher.js';
import { SYSTEM } from '#service/database/database.js';
import { Env } from '#service/env.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { EndpointAddresses } from '../../apps/notification/address/endpoint-addresses.js';
import { Reaches } from '../../apps/notification/channel/configured.js';
import { Reach } from '../../apps/notification/channel/guarded-post.js';
import { Webhook } from '../../apps/notification/channel/webhook.js';
import type { Claimed } from '../../apps/notification/delivery/attempt.js';
import { enqueue } from '../../apps/notification/delivery/enqueue.store.js';
import { Webhooks, webhookDeliveries } from '../../apps/notification/endpoint/webhooks.js';
import { NotificationEnv } from '../../apps/notification/env.js';
import { type NewNotice, writeNotices } from '../../apps/notification/notice/notice.store.js';
import { TEST_ENCRYPTION_KEYS } from '../system/database.js';
import { answering, FakeGateway } from './fake-gateway.js';
import { DESK } from './house.js';
import { aNotice, PostRoom } from './post-room.js';

const HIS: Principal = { ...DESK, account: 'his-adapter', roles: ['his-adapter'] };
const OTHER_HIS: Principal = { ...HIS, institution: '990101H02', account: 'his-adapter-tcm' };
const SECRET = 'a secret of at least 32 characters';

describe('a hospital system that wants to be told', () => {
  let gateway: FakeGateway;
  let other: FakeGateway;
  let room: PostRoom;
  let webhooks: Webhooks;

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    other = await FakeGateway.start();
    const env = Object.assign(new NotificationEnv(), {
      WEBHOOK_HOSTS: ['127.0.0.1'],
      WEBHOOK_NETWORKS: ['127.0.0.0/8'],
    });
    room = await PostRoom.open([new Webhook(new Reach(env.WEBHOOK_HOSTS, env.WEBHOOK_NETWORKS))]);
    const cipher = new Cipher(Object.assign(new Env(), { ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS }));
    webhooks = new Webhooks(room.database, new Writes(room.database), cipher, new Reaches(env));
    const addresses = new EndpointAddresses(room.database, cipher);
    room.findAll = (claimed: readonly Claimed[]) => addresses.find(claimed);
  });
  afterAll(async () => {
    await room.close();
    await gateway.stop();
    await other.stop();
  });

  const write = (principal: Principal): Write => ({
    ...{ principal, key: randomUUID(), requestHash: 'x', method: 'POST', path: '/v1/webhooks', waitMs: 0 },
  });
  const add = (principal: Principal, url: string) => webhooks.add(write(principal), { url, secret: SECRET });
  const tell = (...notices: NewNotice[]) =>
    room.database.transaction(SYSTEM, async (tx, now) => {
      await writeNotices(tx, notices);
      await enqueue(tx, await webhookDeliveries(tx, notices, now));
    });

  it('names its address, and its secret is nowhere to be read', async () => {
    const { body } = await add(HIS, gateway.url);
    expect((await webhooks.list(HIS)).items).toEqual([body]);
    expect((await webhooks.list(OTHER_HIS)).items).toEqual([]);
    await expect(add(HIS, gateway.url)).rejects.toMatchObject({ status: 409 });
    const { rows } = await room.fresh.pool.query<{ all: string }>(
      "SELECT (SELECT json_agg(w)::text FROM notification.webhook w) || coalesce((SELECT json_agg(i)::text FROM notification.idempotency i), '') AS all",
    );
    expect(rows[0]!.all).not.toContain(SECRET);
  });

  it.each([
    'http://10.0.0.1/',
    'https://localhost/',
    'https://elsewhere.example.org/',
    'https://127.0.0.1@evil.example.org/',
    'https://',
  ])('may not name %s', (url) => expect(async () => add(HIS, url)).rejects.toMatchObject({ status: 400 }));

  it('is told of every notice of its house, each event once, and of no other house', async () => {
    await add(OTHER_HIS, other.url);
    const toDesk = { ...aNotice(), facts: { place: 'Room 1' } };
    const toDepartment = { ...aNotice(), messageId: toDesk.messageId, audience: 'department:990101:990101H01:03.04' };
    const elsewhere = { ...aNotice(), institution: '990101H03', audience: 'desk:990101:990101H03' };
    await tell(toDesk, toDepartment, elsewhere);
    await room.courier.runOnce('webhook');
    expect(gateway.received.map(({ body }) => body)).toMatchObject([{ facts: { place: 'Room 1' } }]);
    expect(other.received).toEqual([]);
  });

  it('that fails does not stop the systems of other houses', async () => {
    gateway.conduct = answering(500);
    await tell(...Array.from({ length: 6 }, aNotice));
    await room.courier.runOnce('webhook');
    gateway.received.length = 0;
    await tell(aNotice(), { ...aNotice(), institution: '990101H02', audience: 'desk:990101:990101H02' });
    expect(await room.courier.runOnce('webhook')).toBe(1);
    expect(gateway.received).toEqual([]);
    expect(other.received).toHaveLength(1);
  });

  it('that has ended is told nothing more', async () => {
    const [mine] = (await webhooks.list(HIS)).items;
    await expect(webhooks.end(write(OTHER_HIS), mine!.id)).rejects.toMatchObject({ status: 404 });
    await webhooks.end(write(HIS), mine!.id);
    gateway.conduct = answering(202);
    await tell(aNotice());
    await room.letTimePass();
    while ((await room.courier.runOnce('webhook')) > 0);
    expect(gateway.received).toEqual([]);
  });
});
