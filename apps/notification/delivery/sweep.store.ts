import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel } from './delivery.js';
import type { DeliveryKey } from './record.store.js';

const EXPIRE: Statement = {
  name: 'delivery-expire',
  text: `
    UPDATE delivery d SET state = 'expired', ended_at = business_now() FROM (
      SELECT county, id FROM delivery WHERE state = 'waiting' AND expires_at <= business_now()
       ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
     WHERE d.county = due.county AND d.id = due.id
    RETURNING d.county, d.id`,
};

const UNCONFIGURED: Statement = {
  name: 'delivery-unconfigured',
  text: `
    UPDATE delivery d SET state = 'not-configured', ended_at = business_now() FROM (
      SELECT county, id FROM delivery WHERE state = 'waiting' AND channel = ANY($1::text[]) AND next_at <= business_now()
       LIMIT $2 FOR UPDATE SKIP LOCKED) due
     WHERE d.county = due.county AND d.id = due.id
    RETURNING d.county, d.id`,
};

const STUCK: Statement = {
  name: 'delivery-stuck',
  text: `
    SELECT county, id FROM delivery
     WHERE channel = $1 AND rank = 0 AND state = 'waiting' AND next_at <= business_now() AND fallback <> '{}'
     ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
};

/** Ends what is useless by now. */
export function expireDue(tx: EntityManager, most: number): Promise<DeliveryKey[]> {
  return run(tx, EXPIRE, [most]);
}

/** Ends, for everybody to see, what is due on channels that this house does not have. */
export function endUnconfigured(tx: EntityManager, channels: readonly Channel[], most: number): Promise<DeliveryKey[]> {
  return run(tx, UNCONFIGURED, [channels, most]);
}

/** Urgent ones that would have to wait for a channel that fails, and have another one. */
export function lockStuck(tx: EntityManager, channel: Channel, most: number): Promise<DeliveryKey[]> {
  return run(tx, STUCK, [channel, most]);
}
