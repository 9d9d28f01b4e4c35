import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import webPush from 'web-push';
import type { Principal } from '#service/auth/principal.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Env } from '#service/env.js';
import { Writes } from '#service/write/writes.js';
import { EndpointAddresses } from '../../apps/notification/address/endpoint-addresses.js';
import type { Reaches } from '../../apps/notification/channel/configured.js';
import { Reach } from '../../apps/notification/channel/guarded-post.js';
import { Push } from '../../apps/notification/channel/push.js';
import { PushSubscriptions } from '../../apps/notification/endpoint/push-subscriptions.js';
import { NotificationEnv } from '../../apps/notification/env.js';
import { TEST_ENCRYPTION_KEYS } from '../system/database.js';
import { answering, FakeGateway } from './fake-gateway.js';
import { DESK } from './house.js';
import { write } from './inbox-room.js';
import { COUNTY, PostRoom } from './post-room.js';

const HERE = new Reach(['127.0.0.1'], ['127.0.0.0/8']);

describe('the browsers of a person', () => {
  let service: FakeGateway;
  let room: PostRoom;
  let subscriptions: PushSubscriptions;
  let person: Principal;

  beforeAll(async () => {
    service = await FakeGateway.start(answering(201));
    service.readsJson = false;
    const keys = { subject: 'mailto:it@county.example', ...webPush.generateVAPIDKeys() };
    room = await PostRoom.open([new Push(keys, HERE)]);
    const cipher = new Cipher(Object.assign(new Env(), { ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS }));
    subscriptions = new PushSubscriptions(
      new Writes(room.database),
      cipher,
      { push: HERE } as Reaches,
      new NotificationEnv(),
    );
    const addresses = new EndpointAddresses(room.database, cipher);
    room.findAll = (claimed) => addresses.find(claimed);
    room.forget = (claimed, gone) => addresses.forget(claimed, gone);
  });
  beforeEach(() => {
    person = { ...DESK, account: randomUUID(), practitioner: randomUUID() };
    service.received.length = 0;
    service.conduct = answering(201);
  });
  afterAll(async () => {
    await room.close();
    await service.stop();
  });

  const subscribe = async (who: Principal, path: string) => {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const p256dh = ecdh.getPublicKey().toString('base64url');
    const browser = {
      endpoint: `${service.url}${path}`,
      keys: { p256dh, auth: randomBytes(16).toString('base64url') },
    };
    return (await subscriptions.add(write(who), browser)).body.id;
  };
  const tell = async (who: Principal) => {
    const notice = await room.tell({ channel: 'push', recipient: `practitioner:${who.practitioner}` });
    while ((await room.courier.runOnce('push')) > 0);
    return (await room.ledger(notice))[0];
  };
  const asked = () => service.received.map(({ url }) => url).sort();

  it('are all told; one that is gone is asked no more', async () => {
    await subscribe(person, 'here');
    await subscribe(person, 'gone');
    service.conduct = (response, received) => answering(received.url === '/gone' ? 410 : 201)(response, received);
    expect(await tell(person)).toMatchObject({ state: 'sent' });
    expect(asked()).toEqual(['/gone', '/here']);
    service.received.length = 0;
    expect(await tell(person)).toMatchObject({ state: 'sent' });
    expect(asked()).toEqual(['/here']);
  });

  it('tell nothing of a person to whoever signs in at the same browser after him', async () => {
    const colleague = { ...person, account: randomUUID(), practitioner: randomUUID() };
    await subscribe(person, 'shared');
    await subscribe(colleague, 'shared');
    expect(await tell(person)).toMatchObject({ state: 'dead', reason: 'no-address' });
    expect(asked()).toEqual([]);
    expect(await tell(colleague)).toMatchObject({ state: 'sent' });
  });

  it('tell nothing any more once the care network says that the person has left the house', async () => {
    await subscribe(person, 'left');
    await room.fresh.pool.query('INSERT INTO notification.staff_member VALUES ($1, $2, $3, NULL, 1)', [
      COUNTY,
      person.practitioner,
      '990101H02',
    ]);
    expect(await tell(person)).toMatchObject({ state: 'dead', reason: 'no-address' });
  });
});
