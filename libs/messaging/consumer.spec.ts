import { randomUUID } from 'node:crypto';
import type { Envelope } from '#contracts/envelope.js';
import { Heard } from '../../test/messaging/heard.js';
import { noteInto, Rig } from '../../test/messaging/rig.js';
import { Room } from '../../test/messaging/room.js';
import { sampleMessage } from '../../test/messaging/sample.js';
import { FaultProxy } from '../../test/proxy/fault-proxy.js';
import { PermanentError } from './errors.js';
import { EVENTS } from './topology.js';

const NAME = 'reservation.no-show.v1';
const QUEUE = 'fenji.referral.v1';

/** A handler whose calls a test ends by hand. */
function held() {
  const calls = new Heard<{ envelope: Envelope; attempt: number; end: () => void }>();
  const handler = (envelope: Envelope, attempt: number) =>
    new Promise<void>((end) => calls.push({ envelope, attempt, end }));
  return { calls, handler };
}

describe('consumer', () => {
  let room: Room;
  let rigs: Rig[];
  let proxies: FaultProxy[];
  const publishing = async (url?: string) => {
    const rig = new Rig(room, url);
    rigs.push(rig);
    return rig.publish();
  };
  const proxyBefore = async (url: string) => {
    const proxy = await FaultProxy.before(url);
    proxies.push(proxy);
    return proxy;
  };
  const ready = async () => (await room.channel.checkQueue(QUEUE)).messageCount;
  const deadLetter = async () => {
    const letter = await room.channel.get(`${QUEUE}.dead`, { noAck: true });
    return letter ? letter.properties : undefined;
  };

  beforeAll(async () => {
    room = await Room.open();
  });
  beforeEach(() => {
    rigs = [];
    proxies = [];
  });
  afterEach(async () => {
    for (const rig of rigs) await rig.close();
    for (const proxy of proxies) await proxy.close();
    await room.query('DELETE FROM outbox');
    await room.clearBroker();
  });
  afterAll(() => room.close());

  describe('ack', () => {
    it('waits for the promise of the handler: a message in hand comes again when the cable is cut', async () => {
      const rig = await publishing();
      const proxy = await proxyBefore(room.brokerUrl);
      const { calls, handler } = held();
      await rig.consume(NAME, handler, { url: proxy.url });
      await room.emit(sampleMessage());
      await calls.until((all) => all.length === 1);
      proxy.cut();
      const [first, second] = await calls.until((all) => all.length === 2);
      expect(second!.envelope.id).toBe(first!.envelope.id);
      first!.end();
      second!.end();
      await rig.handled('acked', 2);
      await rig.stopConsuming();
      expect(await ready()).toBe(0);
    });

    it('control: after the ack nothing comes again', async () => {
      const rig = await publishing();
      const arrived = new Heard<Envelope>();
      await rig.consume(NAME, noteInto(arrived));
      await room.emit(sampleMessage());
      await rig.handled('acked');
      await rig.stopConsuming();
      await rig.consume(NAME, noteInto(arrived));
      const next = sampleMessage();
      await room.emit(next);
      await arrived.first((envelope) => envelope.aggregateId === next.aggregateId);
      expect(arrived.all).toHaveLength(2);
    });
  });

  describe('a failing handler', () => {
    it('is tried again after the delay, and again, then the message is dead-lettered', async () => {
      const attempts: number[] = [];
      const rig = await publishing();
      await rig.consume(
        NAME,
        async (_envelope, attempt) => {
          attempts.push(attempt);
          throw Object.assign(new Error('patient 张三 is locked'), { code: '40001' });
        },
        { retryDelaysSeconds: [1] },
      );
      await room.emit(sampleMessage());
      await rig.handled('dead-lettered');
      expect(attempts).toEqual([1, 2]);
      const letter = await deadLetter();
      expect(letter).toMatchObject({ type: NAME, deliveryMode: 2 });
      expect(letter!.headers).toMatchObject({
        'x-reason': 'RETRIES_EXHAUSTED',
        'x-last-error': '40001',
        'x-attempt': 2,
        'x-queue': QUEUE,
        'x-failed-at': expect.stringMatching(/^20\d\d-.*Z$/),
      });
      expect(JSON.stringify(letter)).not.toContain('张三');
    });

    it('that recovers gets the message once more and no dead letter is left', async () => {
      const rig = await publishing();
      await rig.consume(NAME, async (_envelope, attempt) => {
        if (attempt === 1) throw new Error('the database is away');
      });
      await room.emit(sampleMessage());
      await rig.handled('acked');
      expect(rig.heard.all).toContainEqual({ what: 'handled', name: NAME, outcome: 'retried' });
      expect(await deadLetter()).toBeUndefined();
    });

    it('that throws a permanent error is not tried again', async () => {
      let calls = 0;
      const rig = await publishing();
      await rig.consume(NAME, async () => {
        calls += 1;
        throw new PermanentError('UNKNOWN_SESSION', 'free text');
      });
      await room.emit(sampleMessage());
      await rig.handled('dead-lettered');
      expect(calls).toBe(1);
      expect((await deadLetter())!.headers).toMatchObject({ 'x-reason': 'UNKNOWN_SESSION', 'x-attempt': 1 });
    });

    it('that never ends is given up after its time and tried again', async () => {
      const { calls, handler } = held();
      const rig = await publishing();
      await rig.consume(NAME, handler, { handlerTimeoutSeconds: 0.1 });
      await room.emit(sampleMessage());
      await calls.first((call) => call.attempt === 2);
      expect(rig.heard.all).toContainEqual({ what: 'handled', name: NAME, outcome: 'retried' });
    });

    it('keeps its message in the queue when no copy can be made', async () => {
      const proxy = await proxyBefore(room.brokerUrl);
      const rig = await publishing(proxy.url);
      const arrived = new Heard<number>();
      await rig.consume(
        NAME,
        async (_envelope, attempt) => {
          arrived.push(attempt);
          if (arrived.all.length > 1) return;
          // The retry queue is gone: the broker gives the copy back.
          await room.channel.deleteQueue(`${QUEUE}.retry.1`);
          throw new Error('the database is away');
        },
        { url: room.brokerUrl },
      );
      await room.emit(sampleMessage());
      await rig.handled('requeued');
      await rig.handled('acked');
      expect(arrived.all).toEqual([1, 1]);
    });
  });

  describe('poison', () => {
    it('is dead-lettered with the reason while good messages pass', async () => {
      const arrived = new Heard<Envelope>();
      const rig = await publishing();
      await rig.consume(NAME, noteInto(arrived));
      const poison: [Buffer, string][] = [
        [Buffer.from([0xff, 0xfe]), 'NOT_UTF8'],
        [Buffer.from('{'), 'NOT_JSON'],
        [Buffer.from('['.repeat(10_000)), 'TOO_DEEP'],
        [Buffer.alloc(300 * 1024, 0x20), 'TOO_LARGE'],
        [Buffer.from('{"__proto__":{}}'), 'FORBIDDEN_KEY'],
        [Buffer.from('{}'), 'ENVELOPE_INVALID'],
      ];
      for (const [content] of poison) room.channel.publish(EVENTS, NAME, content, { type: NAME });
      const good = sampleMessage();
      await room.emit(good);
      await rig.handled('dead-lettered', poison.length);
      await arrived.first((envelope) => envelope.aggregateId === good.aggregateId);
      const reasons = [];
      for (let letter = await deadLetter(); letter; letter = await deadLetter())
        reasons.push(letter.headers!['x-reason']);
      expect(reasons.sort()).toEqual(poison.map(([, reason]) => reason).sort());
    });

    it('a valid event without a handler here is dead-lettered, not dropped', async () => {
      const rig = await publishing();
      await rig.consume(NAME, async () => undefined);
      const envelope = {
        id: '0193a000-0000-7000-8000-000000000001',
        name: 'supply.published.v1',
        occurredAt: '2026-11-20T08:00:00.000Z',
        county: '990101',
        aggregateId: randomUUID(),
        aggregateVersion: 1,
        data: {},
      };
      room.channel.sendToQueue(QUEUE, Buffer.from(JSON.stringify(envelope)), { type: envelope.name });
      await rig.handled('dead-lettered');
      expect((await deadLetter())!.headers).toMatchObject({ 'x-reason': 'NO_HANDLER' });
    });
  });

  it('consumes again after its queue was deleted under it', async () => {
    const arrived = new Heard<Envelope>();
    const rig = await publishing();
    await rig.consume(NAME, noteInto(arrived));
    await room.channel.deleteQueue(QUEUE);
    await rig.heard.until(
      (all) => all.filter((s) => s.what === 'connected' && s.connection === 'consume').length === 2,
    );
    await room.emit(sampleMessage());
    await arrived.until((all) => all.length === 1);
  });

  it('a commit after the time limit and the retry carry the same id: they meet in the inbox', async () => {
    const { calls, handler } = held();
    const rig = await publishing();
    await rig.consume(NAME, handler, { handlerTimeoutSeconds: 0.1 });
    await room.emit(sampleMessage());
    const [first] = await calls.until((all) => all.length === 1);
    const second = await calls.first((call) => call.attempt === 2);
    first!.end();
    second.end();
    expect(second.envelope.id).toBe(first!.envelope.id);
    await rig.handled('acked');
  });

  describe('close', () => {
    it('lets a handler finish and acks its message', async () => {
      const { calls, handler } = held();
      const rig = await publishing();
      await rig.consume(NAME, handler);
      await room.emit(sampleMessage());
      const [call] = await calls.until((all) => all.length === 1);
      let closed = false;
      const closing = rig.stopConsuming().then(() => {
        closed = true;
      });
      await room.channel.checkQueue(QUEUE);
      expect(closed).toBe(false);
      call!.end();
      await closing;
      await rig.handled('acked');
      expect(await ready()).toBe(0);
    });

    it('control: without time to drain the message goes back to the queue', async () => {
      const { calls, handler } = held();
      const rig = await publishing();
      await rig.consume(NAME, handler);
      await room.emit(sampleMessage());
      const [call] = await calls.until((all) => all.length === 1);
      await rig.stopConsuming(0);
      const again = new Heard<Envelope>();
      await rig.consume(NAME, noteInto(again));
      await again.until((all) => all.length === 1);
      call!.end();
    });
  });
});
