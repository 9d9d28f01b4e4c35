import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { register } from 'prom-client';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { readerOf } from '../../apps/notification/notice/reading.service.js';
import { countUnread } from '../../apps/notification/notice/reading.store.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { DESK, Replica } from './house.js';
import { REFERRER, referralMessage } from './messages.js';
import { StreamClient } from './stream-client.js';

const submitted = () => referralMessage('referral.submitted.v1');

describe('live stream', () => {
  let database: FreshDatabase;
  let replica: Replica;
  let other: Replica;
  let url: string;
  const clients: StreamClient[] = [];

  function client(address = url): StreamClient {
    const made = new StreamClient(address);
    clients.push(made);
    return made;
  }

  beforeEach(async () => {
    database = await freshDatabase('notification');
    [replica, other] = await Promise.all([Replica.start(database.url), Replica.start(database.url)]);
    url = await replica.serve(DESK);
  });

  afterEach(async () => {
    for (const one of clients.splice(0)) one.cut();
    await Promise.all([replica.stop(), other.stop()]);
    await database.drop();
  });

  const unreadOf = (principal: Principal) =>
    replica.database.transaction(scopeOf(principal), async (tx) =>
      (await countUnread(tx, readerOf(principal))).reduce((all, { unread }) => all + unread, 0),
    );
  const openStreams = async () => (await register.getSingleMetric('fenji_stream_connections')?.get())?.values[0]?.value;

  it('tells what was committed in this process, and what another replica committed', async () => {
    const desk = client();
    await desk.connect();
    const [mine, theirs] = [submitted(), submitted()];
    await replica.notices.record(mine);
    await other.notices.record(theirs);
    await desk.until(2);
    expect(desk.heard.map((notice) => notice.referralId)).toEqual([mine.correlationId, theirs.correlationId]);
  });

  it('begins with now for a client without a position, and gives it one at once', async () => {
    await replica.notices.record(submitted());
    const desk = client();
    await desk.connect();
    const first = submitted();
    await replica.notices.record(first);
    await desk.until(1);
    expect(desk.heard[0]?.referralId).toBe(first.correlationId);
  });

  it('loses and doubles nothing over 30 lost connections while two replicas write', async () => {
    const desk = client();
    await desk.connect();
    const messages = Array.from({ length: 300 }, submitted);
    const writing = Promise.all(messages.map((message, i) => (i % 2 ? other : replica).notices.record(message)));
    for (let lost = 1; lost <= 30; lost += 1) {
      await desk.until(lost * 5);
      desk.cut();
      await desk.connect();
    }
    await writing;
    await desk.until(messages.length);
    const told = desk.heard.map((notice) => notice.referralId);
    expect(new Set(told).size).toBe(messages.length);
    expect(told).toHaveLength(messages.length);
  });

  it('tells a message once, however often and wherever it is delivered', async () => {
    const desk = client();
    await desk.connect();
    const [message, last] = [submitted(), submitted()];
    await Promise.all([
      replica.notices.record(message),
      replica.notices.record(message),
      other.notices.record(message),
    ]);
    await replica.notices.record(message);
    await replica.notices.record(last);
    await desk.until(2);
    expect(desk.heard.map((notice) => notice.referralId)).toEqual([message.correlationId, last.correlationId]);
  });

  it('ends with the token', async () => {
    const soon = await other.serve({ ...DESK, expiresAt: new Date(Date.now() + 200) });
    const desk = client(soon);
    await desk.connect();
    await desk.ended();
    expect(desk.heard).toEqual([]);
  });

  it('tells a person of two houses in each what that house is told, and goes on after what the other was', async () => {
    const post = (institution: string): Principal => ({
      ...DESK,
      practitioner: REFERRER,
      institution,
      roles: ['family-doctor'],
    });
    const told = (fromInstitution: string) => referralMessage('referral.accepted.v1', { fromInstitution });
    const here = client(await other.serve(post('990101T01')));
    await here.connect();
    await replica.notices.record(told('990101T02'));
    const mine = told('990101T01');
    await replica.notices.record(mine);
    await here.until(1);
    expect(here.heard.map(({ referralId }) => referralId)).toEqual([mine.correlationId]);
    expect(await unreadOf(post('990101T01'))).toBe(1);
    expect(await unreadOf(post('990101T02'))).toBe(1);
  });

  it('forgets a client that was gone before its feeds were ready', async () => {
    const gone = new PassThrough();
    const opening = replica.streams.open(DESK, '', gone as unknown as ServerResponse);
    gone.destroy();
    await opening;
    expect(await openStreams()).toBe(0);
  });

  it('refuses a position that it did not give out', async () => {
    const desk = client();
    desk.lastEventId = 'yesterday';
    expect((await desk.connect()).statusCode).toBe(400);
  });

  it('sends what proxies need to leave it alone', async () => {
    const { headers } = await client().connect();
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(headers['x-accel-buffering']).toBe('no');
    expect(headers['cache-control']).toBe('no-store, no-transform');
  });
});
