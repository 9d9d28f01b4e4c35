import { Controller, type INestApplication, Module, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { Observable } from 'rxjs';
import { namesConsumedBy } from '#contracts/catalogue.js';
import { ReservationAnswer, ReservationNoShow } from '#contracts/reservation.events.js';
import { Heard } from '../../test/messaging/heard.js';
import { Room } from '../../test/messaging/room.js';
import { sampleMessage } from '../../test/messaging/sample.js';
import { FaultProxy } from '../../test/proxy/fault-proxy.js';
import { connectMessages } from './connect-messages.js';
import { PermanentError } from './errors.js';
import type { MessageContext } from './message-context.js';
import { NO_LOG, NO_METRICS } from './metrics.js';
import type { NewMessage } from './outbox.js';
import { FenjiStrategy } from './strategy.js';

const NAME = 'reservation.no-show.v1';
const OTHERS = namesConsumedBy('referral').filter((name) => name !== NAME);

/** What the handlers below do and heard; a test sets it before it emits. */
const heard = new Heard<{ data: ReservationNoShow; context: MessageContext }>();
let answer: (call: { data: ReservationNoShow; context: MessageContext }) => unknown = () => undefined;

@Controller()
class NoShowConsumer {
  @EventPattern<string>(NAME)
  on(@Payload() data: ReservationNoShow, @Ctx() context: MessageContext): unknown {
    heard.push({ data, context });
    return answer({ data, context });
  }
}

@Controller()
class OtherConsumer {
  @EventPattern<string[]>(OTHERS)
  on(@Payload() _data: ReservationAnswer): void {
    return;
  }
}

@Controller()
class SecondNoShowConsumer {
  @EventPattern<string>(NAME)
  on(): void {
    return;
  }
}

@Controller()
class StrangeConsumer {
  @EventPattern<string>('patient.born.v1')
  on(): void {
    return;
  }
}

describe('FenjiStrategy behind Nest', () => {
  let room: Room;
  let app: INestApplication | undefined;
  const deadLettered = new Heard<string>();
  const outcomes = new Heard<string>();
  const connected = new Heard<string>();

  beforeAll(async () => {
    room = await Room.open();
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await room.query('DELETE FROM outbox');
    await room.clearBroker();
    for (const list of [heard, deadLettered, outcomes, connected]) list.all.length = 0;
  });
  afterAll(() => room.close());

  async function start(...controllers: Type[]): Promise<FenjiStrategy> {
    const strategy = await listen(room.brokerUrl, controllers);
    await connected.until((all) => all.includes('fenji.referral.publish') && all.includes('fenji.referral.consume'));
    return strategy;
  }

  async function listen(brokerUrl: string, controllers: Type[]): Promise<FenjiStrategy> {
    @Module({ controllers })
    class AppModule {}
    const moduleRef = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = moduleRef.createNestApplication({ logger: false });
    const strategy = new FenjiStrategy({
      service: 'referral',
      urls: [brokerUrl],
      dataSource: room.dataSource,
      pool: room.pool,
      prefetch: 200,
      retryDelaysSeconds: [1],
      handlerTimeoutSeconds: 10,
      shutdownGraceSeconds: 10,
      relayBatchSize: 200,
      relayIdleMilliseconds: 1_000,
      metrics: {
        ...NO_METRICS,
        deadLettered: (_name, reason) => deadLettered.push(reason),
        handled: (_name, outcome) => outcomes.push(outcome),
      },
      log: { ...NO_LOG, info: (fields: { connection?: string }) => connected.push(fields.connection ?? '') },
    });
    connectMessages(app, strategy);
    await app.startAllMicroservices();
    return strategy;
  }
  const outcome = (wanted: string) => outcomes.first((one) => one === wanted);

  it('gives a handler the payload as its DTO and the envelope beside it', async () => {
    answer = () => Promise.resolve();
    await start(NoShowConsumer, OtherConsumer);
    const message = sampleMessage(4);
    await room.emit(message);
    const { data, context } = await heard.first(() => true);
    expect(data).toBeInstanceOf(ReservationNoShow);
    expect(data).toEqual(message.data);
    expect(context.attempt).toBe(1);
    expect(context.envelope).toMatchObject({ aggregateVersion: 4, correlationId: message.correlationId });
    await outcome('acked');
  });

  it('dead-letters an invalid payload before the handler sees it', async () => {
    await start(NoShowConsumer, OtherConsumer);
    const message = sampleMessage();
    await room.emit({ ...message, data: { ...message.data, reservationId: 'none' } });
    await outcome('dead-lettered');
    expect(deadLettered.all).toEqual(['PAYLOAD_INVALID']);
    expect(heard.all).toEqual([]);
  });

  it('drops fields that it does not know: a newer producer may say more', async () => {
    await start(NoShowConsumer, OtherConsumer);
    const message = sampleMessage();
    const data = { ...message.data, later: 'addition' };
    await room.emit({ ...message, data } as NewMessage<typeof NAME>);
    expect((await heard.first(() => true)).data).toEqual(message.data);
    await outcome('acked');
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new PermanentError('NOT_LEGAL');
      },
    ],
    ['rejects', () => Promise.reject(new PermanentError('NOT_LEGAL'))],
    ['gives an Observable that fails', () => new Observable((to) => to.error(new PermanentError('NOT_LEGAL')))],
  ])('hears of a permanent error when the handler %s', async (_how, fail) => {
    answer = fail;
    await start(NoShowConsumer, OtherConsumer);
    await room.emit(sampleMessage());
    await outcome('dead-lettered');
    expect(deadLettered.all).toEqual(['NOT_LEGAL']);
  });

  it('waits for the end of an Observable', async () => {
    let finish: () => void = () => undefined;
    answer = () =>
      new Observable((to) => {
        finish = () => to.complete();
      });
    await start(NoShowConsumer, OtherConsumer);
    await room.emit(sampleMessage());
    await heard.first(() => true);
    await room.channel.checkQueue('fenji.referral.v1');
    expect(outcomes.all).toEqual([]);
    finish();
    await outcome('acked');
  });

  it('drains on app.close(): the handler ends, its message is acked, what it emitted has left', async () => {
    let finish: () => void = () => undefined;
    answer = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const strategy = await start(NoShowConsumer, OtherConsumer);
    await room.emit(sampleMessage());
    await heard.first(() => true);
    const closing = app!.close();
    await room.channel.checkQueue('fenji.referral.v1');
    expect(outcomes.all).toEqual([]);
    await room.emit(sampleMessage());
    finish();
    await closing;
    app = undefined;
    expect(outcomes.all).toEqual(['acked']);
    expect(await room.query('SELECT id FROM outbox WHERE published_at IS NULL')).toEqual([]);
    expect(strategy.health().consumingSince).toBeUndefined();
    expect((await room.channel.checkQueue('fenji.referral.v1')).messageCount).toBe(1);
  });

  it.each<[string, Type[], RegExp]>([
    ['a name without a handler', [NoShowConsumer], /missing: reservation\.held\.v1/],
    [
      'a handler without a name in the contracts',
      [NoShowConsumer, OtherConsumer, StrangeConsumer],
      /patient\.born\.v1/,
    ],
    [
      'two handlers for one name',
      [NoShowConsumer, OtherConsumer, SecondNoShowConsumer],
      /twice: reservation\.no-show\.v1/,
    ],
  ])('refuses to boot with %s', async (_what, controllers, text) => {
    await expect(start(...controllers)).rejects.toThrow(text);
  });

  it('has been silent since ever while it waits for its first broker', async () => {
    const proxy = await FaultProxy.before(room.brokerUrl);
    proxy.refuse();
    const strategy = await listen(proxy.url, [NoShowConsumer, OtherConsumer]);
    const before = strategy.health();
    proxy.accept();
    await connected.first((connection) => connection === 'fenji.referral.consume');
    const after = strategy.health();
    await app?.close();
    app = undefined;
    await proxy.close();
    expect(before).toEqual({ consumingSince: undefined, silentSince: new Date(0), blocked: false });
    expect(after).toMatchObject({ consumingSince: expect.any(Date), silentSince: undefined });
  });

  it('is ready once it consumes, and tells since when', async () => {
    answer = () => undefined;
    const strategy = await start(NoShowConsumer, OtherConsumer);
    await room.emit(sampleMessage());
    await outcome('acked');
    expect(strategy.health()).toEqual({ consumingSince: expect.any(Date), silentSince: undefined, blocked: false });
  });
});
