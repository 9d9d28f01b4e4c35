import { connect } from 'amqplib';
import { SERVICES } from '#contracts/codes.js';
import { deadQueueOf, queueOf, retryQueueOf } from '#messaging/topology.js';
import type { System } from './system.js';

/** After how many seconds each a failed message is tried again in a system of the tests. */
export const RETRY_DELAYS = [1, 5, 60];

/** Messages waiting in each queue of a system, those for retry and the dead letters included. */
export async function depthsOf({ amqpUrl }: Pick<System, 'amqpUrl'>): Promise<[queue: string, messages: number][]> {
  const connection = await connect(amqpUrl, { timeout: 3_000 });
  try {
    const channel = await connection.createChannel();
    const found: [string, number][] = [];
    for (const service of SERVICES) {
      const retries = RETRY_DELAYS.map((seconds) => retryQueueOf(service, seconds));
      for (const queue of [queueOf(service), ...retries, deadQueueOf(service)]) {
        found.push([queue, (await channel.checkQueue(queue)).messageCount]);
      }
    }
    return found;
  } finally {
    await connection.close();
  }
}
