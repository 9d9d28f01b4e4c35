import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel, DeliveryState } from '../delivery/delivery.js';
import type { ReceiptStatus } from './receipt.dto.js';

/** The delivery that a receipt speaks of, locked. */
export interface Receipted {
  channel: Channel;
  state: DeliveryState;
  attempts: number;
}

const LOCK: Statement = {
  name: 'receipt-lock',
  text: 'SELECT channel, state, attempts FROM delivery WHERE county = $1 AND id = $2 FOR UPDATE',
};

const INSERT: Statement = {
  name: 'receipt-insert',
  text: `INSERT INTO delivery_receipt (county, delivery_id, status, attempt, code)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING status`,
};

const ARRIVED: Statement = {
  name: 'receipt-arrived',
  // Also from `waiting` and `dead`: an attempt of unknown outcome has arrived after all.
  text: `UPDATE delivery SET state = 'delivered', reason = NULL, lease_until = NULL, ended_at = business_now()
          WHERE county = $1 AND id = $2 AND state IN ('waiting', 'sending', 'sent', 'dead')`,
};

const ATTEMPT: Statement = {
  name: 'receipt-attempt',
  // The worker may be dead, or has not written it down yet.
  text: `INSERT INTO delivery_attempt (county, delivery_id, attempt, channel, result, code)
         VALUES ($1, $2, $3, $4, 'accepted', 'receipt') ON CONFLICT DO NOTHING`,
};

const AGAIN: Statement = {
  name: 'receipt-again',
  // The reason tells the sweeper what came of the attempt: no worker was lost.
  text: `UPDATE delivery SET state = 'sending', lease_until = clock_timestamp(), ended_at = NULL, reason = $3
          WHERE county = $1 AND id = $2 AND state = 'sent'`,
};

export async function lockReceipted(tx: EntityManager, county: string, id: string): Promise<Receipted | undefined> {
  return (await run<Receipted>(tx, LOCK, [county, id]))[0];
}

/** @returns false for one that came before */
export async function insertReceipt(
  tx: EntityManager,
  { county, id }: { county: string; id: string },
  { status, attempt, code }: { status: ReceiptStatus; attempt: number; code: string },
): Promise<boolean> {
  return (await run(tx, INSERT, [county, id, status, attempt, code])).length > 0;
}

/** It is there, whatever the ledger thought of it. */
export async function markArrived(
  tx: EntityManager,
  { county, id }: { county: string; id: string },
  { state, attempts, channel }: Receipted,
): Promise<void> {
  if (state === 'sending') await run(tx, ATTEMPT, [county, id, attempts, channel]);
  await run(tx, ARRIVED, [county, id]);
}

/** Taken by the gateway and lost by it: as if the attempt had just ended without an answer. */
export async function reopen(
  tx: EntityManager,
  { county, id }: { county: string; id: string },
  code: string,
): Promise<void> {
  await run(tx, AGAIN, [county, id, code]);
}
