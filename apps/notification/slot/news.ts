import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts/envelope.js';
import type { ReserveLow, ReserveReleaseSoon } from '#contracts/reservation.events.js';
import { gatherNews } from './gather.store.js';
import type { SessionNews } from './slot.js';
import { waitingOf } from './waiting.js';
import { storeWaiting } from './waiting.store.js';

/** Takes from fresh messages what subscriptions to free units live by; in the transaction that claims them. */
export async function noteSlotNews(tx: EntityManager, now: Date, messages: readonly Envelope[]): Promise<void> {
  await storeWaiting(tx, now, waitingOf(messages));
  await gatherNews(tx, messages.flatMap(newsOf));
}

function newsOf(message: Envelope): SessionNews[] {
  const { name, county, occurredAt, aggregateId: sessionId } = message;
  if (name === 'reserve.low.v1') {
    const { institution, pool, group } = message.data as ReserveLow;
    return [{ county, news: 'low', institution, pool, group, sessionId, occurredAt }];
  }
  if (name === 'reserve.release-soon.v1') {
    const { institution, pool, group, releaseAt: until } = message.data as ReserveReleaseSoon;
    return [{ county, news: 'last-call', institution, pool, group, sessionId, until, occurredAt }];
  }
  return [];
}
