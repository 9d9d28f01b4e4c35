import { randomUUID } from 'node:crypto';
import type { NewMessage } from '#messaging/outbox.js';

/** A valid event of reservation, consumed by referral alone. */
export function sampleMessage(aggregateVersion = 1): NewMessage<'reservation.no-show.v1'> {
  const referralId = randomUUID();
  return {
    name: 'reservation.no-show.v1',
    county: '990101',
    aggregateId: randomUUID(),
    aggregateVersion,
    occurredAt: new Date('2026-11-20T08:00:00Z'),
    correlationId: referralId,
    data: { referralId, referralCounty: '990101', hop: 0, reservationId: randomUUID() },
  };
}
