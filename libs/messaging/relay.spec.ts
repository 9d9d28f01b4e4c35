import type { ServiceName } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import { Heard } from '../../test/messaging/heard.js';
import { noteInto, Rig } from '../../test/messaging/rig.js';
import { Room } from '../../test/messaging/room.js';
import { sampleMessage } from '../../test/messaging/sample.js';
import { FaultProxy } from '../../test/proxy/fault-proxy.js';
import { addToOutbox, listenToCommits } from './outbox.js';
import { OutboxStore } from './outbox.store.js';
import { EVENTS } from './topology.js';

const NAME = 'reservation.no-show.v1';

describe('relay', () => {
  let room: Room;
  let rigs: Rig[];
  const rig = (url?: string, producer?: ServiceName) => {
    const made = new Rig(room, url, producer);
    rigs.push(made);
    return made;
  };
  beforeAll(async () => {
    room = await Room.open();
  });
  beforeEach(() => {
    rigs = [];
  });
  afterEach(async () => {
    for (const made of rigs) await made.close();
    await room.query('DELETE FROM outbox');
    await room.clearBroker();
  });
  afterAll(() => room.close());

  const unpublished = () =>
    room.query<{ last_error: string | null; attempts: number }>(
      'SELECT last_error, attempts FROM outbox WHERE published_at IS NULL',
    );

  it('publishes after COMMIT what the transaction wrote, complete and unchanged', async () => {
    const arrived = new Heard<Envelope>();
    const process = await (await rig().publish()).consume(NAME, noteInto(arrived));
    const message = sampleMessage(3);
    await room.emit(message);
    const envelope = await arrived.first(() => true);
    expect(envelope).toEqual({
      ...message,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      occurredAt: '2026-11-20T08:00:00.000Z',
    });
    await process.settled();
    expect(await unpublished()).toEqual([]);
  });

  it('publishes the same from a row that another process left behind', async () => {
    const arrived = new Heard<Envelope>();
    const message = { ...sampleMessage(2), causationId: sampleMessage().aggregateId };
    await room.emit(message);
    await (await rig().consume(NAME, noteInto(arrived))).publish();
    expect(await arrived.first(() => true)).toMatchObject({ ...message, occurredAt: '2026-11-20T08:00:00.000Z' });
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    const arrived = new Heard<Envelope>();
    await (await rig().publish()).consume(NAME, noteInto(arrived));
    const failed = room.transaction(async (tx) => {
      await addToOutbox(tx, [sampleMessage()]);
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    const next = sampleMessage();
    await room.emit(next);
    await arrived.first((envelope) => envelope.aggregateId === next.aggregateId);
    expect(arrived.all).toHaveLength(1);
  });

  it('brings an event to a consumer that starts for the first time later, beside one that takes it at once', async () => {
    const event = { ...sampleMessage(), name: 'referral.cancelled.v1' } as const;
    const [atOnce, later] = [new Heard<Envelope>(), new Heard<Envelope>()];
    const producer = rig(undefined, 'referral');
    await producer.consume(event.name, noteInto(atOnce), { service: 'reservation' });
    await producer.publish();
    await room.emit(event);
    await atOnce.first(() => true);
    await producer.settled();
    await rig().consume(event.name, noteInto(later), { service: 'notification' });
    expect(await later.first(() => true)).toMatchObject({ aggregateId: event.aggregateId });
  });

  describe('an event that no queue takes', () => {
    it('stays in the outbox as NO_ROUTE and arrives later', async () => {
      const process = await rig().publish();
      await room.clearQueues();
      const message = sampleMessage();
      await room.emit(message);
      await process.settled('NO_ROUTE');
      const [row] = await unpublished();
      expect(row!.last_error).toBe('NO_ROUTE');
      expect(row!.attempts).toBeGreaterThanOrEqual(1);

      const arrived = new Heard<Envelope>();
      await process.consume(NAME, noteInto(arrived));
      expect(await arrived.first(() => true)).toMatchObject({ aggregateId: message.aggregateId });
      await process.settled();
      expect(await unpublished()).toEqual([]);
    });

    it('control: without mandatory the broker confirms it and it is gone', async () => {
      await rig().publish();
      await room.clearQueues();
      const channel = await room.broker.createConfirmChannel();
      channel.publish(EVENTS, NAME, Buffer.from('{}'), { persistent: true });
      await channel.waitForConfirms();
      await channel.close();
      const arrived = new Heard<Envelope>();
      const process = await rigs[0]!.consume(NAME, noteInto(arrived));
      await process.stopConsuming();
      expect(await room.channel.checkQueue('fenji.referral.v1')).toMatchObject({ messageCount: 0 });
      expect(process.heard.all.filter((signal) => signal.what === 'handled')).toEqual([]);
    });
  });

  describe('the sequence trap: a transaction with an earlier id commits later', () => {
    /** Writes one event and commits only after `meanwhile`. */
    async function commitLate(meanwhile: (late: { id: string }) => Promise<void>) {
      const message = sampleMessage();
      await room.transaction(async (tx) => {
        await addToOutbox(tx, [message]);
        const [row] = await tx.query('SELECT id FROM outbox WHERE aggregate_id = $1', [message.aggregateId]);
        await meanwhile(row);
      });
      return message;
    }

    it('is not skipped', async () => {
      const arrived = new Heard<Envelope>();
      const early = sampleMessage();
      // Nobody of this process hears of the commits: the relay has to find the rows.
      const late = await commitLate(async () => {
        await room.emit(early);
        await (await rig().publish()).consume(NAME, noteInto(arrived));
        await arrived.first((envelope) => envelope.aggregateId === early.aggregateId);
      });
      await arrived.first((envelope) => envelope.aggregateId === late.aggregateId);
      expect(arrived.all).toHaveLength(2);
    });

    it('control: a poller with a cursor never sees it', async () => {
      const poll = (last: string) =>
        room.query<{ id: string }>('SELECT id FROM outbox WHERE id > $1 ORDER BY id', [last]);
      let cursor = '00000000-0000-0000-0000-000000000000';
      let lateId = '';
      await commitLate(async ({ id }) => {
        lateId = id;
        await room.emit(sampleMessage());
        cursor = (await poll(cursor)).at(-1)!.id;
      });
      expect((await poll(cursor)).map((row) => row.id)).not.toContain(lateId);
    });
  });

  it('two relays publish every row, and none twice', async () => {
    const rows = 3_000;
    const one = sampleMessage();
    await room.query(
      `INSERT INTO outbox (county, id, aggregate_id, aggregate_version, name, occurred_at, payload)
       SELECT $1, overlay(gen_random_uuid()::text PLACING '7' FROM 15)::uuid, gen_random_uuid(), 1, $2, now(), $3
         FROM generate_series(1, $4::int)`,
      [one.county, one.name, one.data, rows],
    );
    const arrived = new Heard<Envelope>();
    const [first, second] = [rig(), rig()];
    await first.consume(NAME, noteInto(arrived));
    await Promise.all([first.publish(), second.publish()]);
    await arrived.until((all) => all.length >= rows);
    const settled = () => [first, second].flatMap((r) => r.heard.all.filter((signal) => signal.what === 'settled'));
    await Promise.all([first.relay.stop(), second.relay.stop()]);
    expect(settled()).toHaveLength(rows);
    expect(new Set(arrived.all.map((envelope) => envelope.id)).size).toBe(rows);
    expect(arrived.all).toHaveLength(rows);
    expect(await unpublished()).toEqual([]);
  });

  it('leaves a row to the process that wrote it until the lease ends; after a crash another relay takes it', async () => {
    const store = new OutboxStore(room.pool);
    // This process dies right after its COMMIT.
    listenToCommits(room.dataSource, () => undefined);
    const message = sampleMessage();
    await room.emit(message);
    expect(await store.lease(10)).toEqual([]);

    await room.query('UPDATE outbox SET next_try_at = now()');
    const arrived = new Heard<Envelope>();
    await (await rig().consume(NAME, noteInto(arrived))).publish();
    expect(await arrived.first(() => true)).toMatchObject({ aggregateId: message.aggregateId });
  });

  it('while the broker is away rows wait without blame; all arrive after it is back', async () => {
    const proxy = await FaultProxy.before(room.brokerUrl);
    const arrived = new Heard<Envelope>();
    const process = await (await rig(proxy.url).publish()).consume(NAME, noteInto(arrived));
    proxy.refuse();
    await process.heard.until((all) =>
      ['publish', 'consume'].every((role) => all.some((s) => s.what === 'redialled' && s.role === role)),
    );
    const messages = Array.from({ length: 50 }, () => sampleMessage());
    await room.transaction((tx) => addToOutbox(tx, messages));
    await process.heard.until(
      (all) => all.filter((s) => s.what === 'settled' && s.publication.failure === 'NO_BROKER').length === 50,
    );
    expect(await unpublished()).toEqual(Array(50).fill({ last_error: 'NO_BROKER', attempts: 0 }));
    proxy.accept();
    await arrived.until((all) => new Set(all.map((envelope) => envelope.aggregateId)).size === 50);
    await process.close();
    await proxy.close();
    expect(await unpublished()).toEqual([]);
  });

  it('loses nothing when the cable is cut again and again', async () => {
    const proxy = await FaultProxy.before(room.brokerUrl);
    const arrived = new Heard<Envelope>();
    const process = await (await rig(proxy.url).publish()).consume(NAME, noteInto(arrived));
    const sent: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const messages = Array.from({ length: 100 }, () => sampleMessage());
      sent.push(...messages.map((message) => message.aggregateId));
      const writing = messages.map((message) => room.emit(message));
      await Promise.race(writing);
      proxy.cut();
      await Promise.all(writing);
      await process.publisher.ready();
    }
    await arrived.until((all) => new Set(all.map((envelope) => envelope.aggregateId)).size === sent.length);
    await process.close();
    await proxy.close();
    expect(new Set(arrived.all.map((envelope) => envelope.aggregateId))).toEqual(new Set(sent));
    expect(await unpublished()).toEqual([]);
  });
});
