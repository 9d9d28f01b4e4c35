import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { practitioner as person } from '../notice/audience.js';
import type { Urgency } from '../notice/notice.js';
import type { NewNotice } from '../notice/notice.store.js';
import { type Awake, urgenciesOf, wake } from './snooze.store.js';

/** What alerts of the ladder bring back: a new rung wakes whatever anybody has put off about the same item. */
export async function wakeFor(tx: EntityManager, told: readonly NewNotice[], now: Date): Promise<NewNotice[]> {
  const subjects = new Set(told.flatMap(({ item }) => (item ? [item.subjectId] : [])));
  return subjects.size === 0 ? [] : returned(tx, await wake(tx, [...subjects], now), now);
}

/**
 * Says to each person alone that a notice is back. It names the notice by its id only: whoever has left the post since
 * must not read through it what the post reads.
 */
export async function returned(tx: EntityManager, awake: readonly Awake[], now: Date): Promise<NewNotice[]> {
  if (awake.length === 0) return [];
  const urgencies: ReadonlyMap<string, Urgency> = await urgenciesOf(tx, awake);
  return awake.map(({ county, practitioner, notice_id: noticeId, institution }) => ({
    id: v7(),
    county,
    institution,
    audience: person(county, institution, practitioner).key,
    messageId: v7(),
    event: 'notice.returned',
    template: 'snooze-ended',
    urgency: urgencies.get(noticeId) ?? 'task',
    facts: { noticeId },
    occurredAt: now.toISOString(),
  }));
}
