import type { Channel } from 'amqplib';
import { consumersOf, type MessageName } from '#contracts/catalogue.js';
import type { ServiceName } from '#contracts/codes.js';

/** Topic exchange of all events; the routing key is the name of the event. */
export const EVENTS = 'fenji.events';
/** Direct exchange of dead letters; the routing key is the queue that they come from. */
export const DEAD_LETTERS = 'fenji.dead';

/**
 * A change of an existing queue's arguments is refused by the broker (406): raise the `v1`, drain and delete the
 * old queue (engineering §2.6).
 */
export const queueOf = (service: ServiceName): string => `fenji.${service}.v1`;
export const retryQueueOf = (service: ServiceName, seconds: number): string => `${queueOf(service)}.retry.${seconds}`;
export const deadQueueOf = (service: ServiceName): string => `${queueOf(service)}.dead`;

const QUORUM = { 'x-queue-type': 'quorum' };
/** Without `reject-publish` the broker accepts at-least-once dead-lettering and silently weakens it. */
const AT_LEAST_ONCE = { 'x-overflow': 'reject-publish', 'x-dead-letter-strategy': 'at-least-once' };

async function assertExchanges(channel: Channel): Promise<void> {
  // No alternate exchange: it would hide the return of an event that has no queue yet.
  await channel.assertExchange(EVENTS, 'topic', { durable: true });
  await channel.assertExchange(DEAD_LETTERS, 'direct', { durable: true });
}

/**
 * Declares what the events of one producer need: the exchanges, and a place in the queue of each consumer. A return tells
 * only that nobody has a queue for an event. Without its own queue a consumer that has never run yet would miss an event
 * that another one takes, and the broker would confirm it.
 */
export async function assertWaysOut(channel: Channel, producer: ServiceName): Promise<void> {
  await assertExchanges(channel);
  for (const [consumer, names] of consumersOf(producer)) await assertQueue(channel, consumer, names);
}

/** Declares what one consumer needs: its queue with the given names, its retry queues and its dead letters. */
export async function assertWaysIn(
  channel: Channel,
  service: ServiceName,
  names: readonly MessageName[],
  retryDelaysSeconds: readonly number[],
): Promise<void> {
  const queue = queueOf(service);
  await assertExchanges(channel);
  // Looking at a dead letter and leaving it counts as a delivery: from 4.x on it would be dropped after 20 looks.
  await channel.assertQueue(deadQueueOf(service), {
    durable: true,
    arguments: { ...QUORUM, 'x-delivery-limit': 1_000_000 },
  });
  await channel.bindQueue(deadQueueOf(service), DEAD_LETTERS, queue);
  for (const seconds of retryDelaysSeconds) {
    await channel.assertQueue(retryQueueOf(service, seconds), {
      durable: true,
      arguments: {
        ...QUORUM,
        ...AT_LEAST_ONCE,
        'x-message-ttl': seconds * 1000,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': queue,
      },
    });
  }
  await assertQueue(channel, service, names);
}

/**
 * The delivery limit guards against a process that crashes over a message; failures of a handler are counted in
 * `x-attempt`, as a turn through a retry queue resets the broker's counter.
 */
async function assertQueue(channel: Channel, service: ServiceName, names: readonly MessageName[]): Promise<void> {
  const queue = queueOf(service);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      ...QUORUM,
      ...AT_LEAST_ONCE,
      'x-delivery-limit': 20,
      'x-max-length': 100_000,
      'x-dead-letter-exchange': DEAD_LETTERS,
      'x-dead-letter-routing-key': queue,
    },
  });
  for (const name of names) await channel.bindQueue(queue, EVENTS, name);
}
