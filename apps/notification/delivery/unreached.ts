import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Notice } from '../notice/notice.js';
import { type NewNotice, writeNotices } from '../notice/notice.store.js';
import { type DeliveryKey, findUnreached, type Unreached } from './record.store.js';

/** Tells whoever must act now of deliveries that ended, where nothing reached the recipient. @returns the tasks written */
export async function tellOwners(tx: EntityManager, ended: readonly DeliveryKey[], now: Date): Promise<Notice[]> {
  const unreached = await findUnreached(tx, ended);
  return writeNotices(
    tx,
    unreached.map((one) => taskOf(one, now)),
  );
}

function taskOf({ county, institution, owner, urgency, referralId, referralNo }: Unreached, now: Date): NewNotice {
  return {
    id: v7(),
    county,
    institution,
    audience: owner,
    // Of no message: the failure itself is the news.
    messageId: v7(),
    event: 'delivery.dead',
    template: 'delivery-dead',
    urgency: urgency === 'urgent' ? 'urgent' : 'task',
    ...(referralId && referralNo ? { referralId, referralNo } : {}),
    facts: {},
    occurredAt: now.toISOString(),
  };
}
