import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import { Timer } from '#service/timer/timer.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Adapters } from '../../apps/notification/channel/adapters.js';
import { Gateway } from '../../apps/notification/channel/gateway.js';
import { Operator } from '../../apps/notification/operator/operator.js';
import { answering, FakeGateway } from './fake-gateway.js';
import { DESK } from './house.js';
import { PostRoom } from './post-room.js';

const OTHER_HOUSE: Principal = { ...DESK, institution: '990101H02', account: 'referral-desk-tcm' };
const OTHER_COUNTY: Principal = { ...DESK, county: '990102', institution: '990102H01', account: 'referral-desk-b' };
const AUTHORITY: Principal = { ...DESK, institution: '990101A01', roles: ['county-health-authority'] };
const FIRST = { limit: 20, state: 'dead' } as const;

describe('the operator of the deliveries', () => {
  let gateway: FakeGateway;
  let room: PostRoom;
  let operator: Operator;

  beforeAll(async () => {
    gateway = await FakeGateway.start(answering(422));
    const ways = [new Gateway('sms', { url: gateway.url, secret: 'a secret of this test' })];
    room = await PostRoom.open(ways);
    operator = new Operator(room.database, new Writes(room.database), new Timer(), new Adapters(ways));
    await room.tell();
    await room.tell();
    await room.courier.runOnce('sms');
    await room.tell({ notBefore: new Date(Date.now() - 60_000) });
    await room.tell({ notBefore: new Date(Date.now() + 60_000) });
  });
  afterAll(async () => {
    await room.close();
    await gateway.stop();
  });

  const write = (principal: Principal): Write => ({
    ...{ principal, key: randomUUID(), requestHash: 'x', method: 'POST', path: '/v1/deliveries/x/redrives', waitMs: 0 },
  });
  const sms = async (caller: Principal) =>
    (await operator.report(caller)).channels.find(({ channel }) => channel === 'sms');

  it('sees of each channel what waits and since when, what failed, and what was given up', async () => {
    const report = await sms(DESK);
    expect(report).toMatchObject({ health: 'working', queued: 1, waiting: 1, dead: 2, failedAttempts: 2, sent: 0 });
    expect(Date.now() - Date.parse(report!.oldestDueSince!)).toBeGreaterThan(59_000);
    expect((await operator.report(DESK)).deadReasons).toEqual([{ channel: 'sms', reason: 'http-422', count: 2 }]);
  });

  it('sees which channels this house does not have', async () => {
    const { channels } = await operator.report(DESK);
    expect(channels.filter(({ health }) => health === 'not-configured').map(({ channel }) => channel)).toEqual(
      expect.arrayContaining(['email', 'webhook']),
    );
  });

  it('of the county sees all of it; of another house or county nothing', async () => {
    expect(await sms(AUTHORITY)).toMatchObject({ dead: 2 });
    for (const stranger of [OTHER_HOUSE, OTHER_COUNTY]) {
      expect(await sms(stranger)).toMatchObject({ queued: 0, waiting: 0, dead: 0, failedAttempts: 0 });
      expect((await operator.list(stranger, FIRST)).items).toEqual([]);
    }
  });

  it('lists what was given up page by page, without an address', async () => {
    const first = await operator.list(DESK, { ...FIRST, limit: 1 });
    const second = await operator.list(DESK, { ...FIRST, limit: 1, cursor: first.next! });
    expect([...first.items, ...second.items]).toMatchObject([{ reason: 'http-422' }, { reason: 'http-422' }]);
    expect(second.next).toBeUndefined();
  });

  it('sends again what was given up, once for a key, and it is known who did', async () => {
    const [one] = (await operator.list(DESK, FIRST)).items;
    await expect(operator.redrive(write(OTHER_HOUSE), one!.id)).rejects.toMatchObject({ status: 404 });
    await expect(operator.redrive(write(OTHER_COUNTY), one!.id)).rejects.toMatchObject({ status: 404 });
    const mine = write(DESK);
    expect(await operator.redrive(mine, one!.id)).toMatchObject({ status: 201, body: { state: 'waiting' } });
    expect(await operator.redrive(mine, one!.id)).toMatchObject({ status: 201 });
    await expect(operator.redrive(write(DESK), one!.id)).rejects.toMatchObject({ status: 409 });
    gateway.conduct = answering(202);
    await room.courier.runOnce('sms');
    expect(await room.ledger(one!.noticeId)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    const { rows } = await room.fresh.pool.query(
      'SELECT account FROM notification.delivery_redrive WHERE delivery_id = $1',
      [one!.id],
    );
    expect(rows).toEqual([{ account: 'referral-desk' }]);
  });

  it('sends again all that a channel gave up for a reason, when its gateway works again', async () => {
    gateway.conduct = answering(422);
    const notices = [await room.tell(), await room.tell()];
    const useless = await room.tell({ expiresAt: new Date(Date.now() + 60_000) });
    while ((await room.courier.runOnce('sms')) > 0);
    await room.fresh.pool.query('UPDATE notification.delivery SET expires_at = now() WHERE notice_id = $1', [useless]);
    const all = (principal: Principal, more: object = {}) =>
      operator.redriveAll(write(principal), { channel: 'sms', reason: 'http-422', ...more });
    expect(await all(OTHER_HOUSE)).toMatchObject({ body: { redriven: 0 } });
    expect(await all(DESK, { channel: 'phone' })).toMatchObject({ body: { redriven: 0 } });
    expect(await all(DESK, { reason: 'http-503' })).toMatchObject({ body: { redriven: 0 } });
    const before = (await operator.list(DESK, FIRST)).items.length;
    expect(await all(DESK)).toMatchObject({ status: 201, body: { redriven: before - 1, mayBeMore: false } });
    gateway.conduct = answering(202);
    while ((await room.courier.runOnce('sms')) > 0);
    for (const notice of notices) expect(await room.ledger(notice)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(await room.ledger(useless)).toMatchObject([{ state: 'dead' }]);
    gateway.conduct = answering(422);
    await room.tell();
    while ((await room.courier.runOnce('sms')) > 0);
  });

  it('in the county of whoever must call sees and ends what was given up in another', async () => {
    const owner = { audience: 'desk:990102:990102H01', county: '990102', institution: '990102H01' };
    gateway.conduct = answering(422);
    await room.tell({ owner });
    while ((await room.courier.runOnce('sms')) > 0);
    const [one] = (await operator.list(OTHER_COUNTY, FIRST)).items;
    expect(await operator.redrive(write(OTHER_COUNTY), one!.id)).toMatchObject({ status: 201 });
    while ((await room.courier.runOnce('sms')) > 0);
    expect(await operator.settle(write(OTHER_COUNTY), one!.id, { how: 'not-needed' })).toMatchObject({ status: 201 });
  });

  it('is sent again or settled by one of those who try at the same time', async () => {
    const [one] = (await operator.list(DESK, FIRST)).items;
    await expect(operator.settle(write(OTHER_HOUSE), one!.id, { how: 'not-needed' })).rejects.toMatchObject({
      status: 404,
    });
    const results = await Promise.allSettled([
      operator.redrive(write(DESK), one!.id),
      operator.settle(write(DESK), one!.id, { how: 'told-by-phone' }),
      operator.redrive(write(DESK), one!.id),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('settles what was given up: it leaves the list, and it is known who did', async () => {
    gateway.conduct = answering(422);
    const notice = await room.tell();
    while ((await room.courier.runOnce('sms')) > 0);
    const [given] = await room.ledger(notice);
    expect(await operator.settle(write(DESK), given!.id, { how: 'told-by-phone' })).toMatchObject({
      body: { state: 'settled' },
    });
    expect((await operator.list(DESK, FIRST)).items.map(({ id }) => id)).not.toContain(given!.id);
    const { rows } = await room.fresh.pool.query(
      'SELECT settled_how, settled_by FROM notification.delivery WHERE id = $1',
      [given!.id],
    );
    expect(rows).toEqual([{ settled_how: 'told-by-phone', settled_by: 'referral-desk' }]);
  });
});
