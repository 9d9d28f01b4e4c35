import type { NewMessage } from '#messaging/outbox.js';
import type { WaitEndReason, WaitEntry } from './wait-entry.entity.js';

const head = (entry: WaitEntry, now: Date) => ({
  county: entry.county,
  aggregateId: entry.id,
  aggregateVersion: entry.version,
  occurredAt: now,
  correlationId: entry.referralId,
});

/** Offers to it came to nothing too often: the desk has a task. */
export function stalled(entry: WaitEntry, now: Date): NewMessage<'waitlist.stalled.v1'> {
  const { referralId, referralNo, referralCounty, referringInstitution, institution, pool, urgencyClass, lapses } =
    entry;
  const dueAt = (entry.taskDueAt ?? now).toISOString();
  return {
    name: 'waitlist.stalled.v1',
    ...head(entry, now),
    data: {
      referralId,
      referralNo,
      referralCounty,
      referringInstitution,
      institution,
      pool,
      urgencyClass,
      lapses,
      dueAt,
    },
  };
}

/** It has left the list without a unit, and nobody asked for that. */
export function waitEnded(entry: WaitEntry, reason: WaitEndReason, now: Date): NewMessage<'reservation.wait-ended.v1'> {
  const { referralId, referralCounty, hop, id } = entry;
  return {
    name: 'reservation.wait-ended.v1',
    ...head(entry, now),
    data: { referralId, referralCounty, hop, entryId: id, reason },
  };
}
