import type { EntityManager } from 'typeorm';
import { addToOutbox } from '#messaging/outbox.js';
import { saveReferrals } from '../store/referral.store.js';
import type { Passage } from './road.js';

/** Writes what became of referrals that this transaction has locked: rows, history, messages, in three statements. */
export async function savePassages(tx: EntityManager, passages: readonly Passage[]): Promise<void> {
  if (passages.length === 0) return;
  const rows = passages.map((passage) => passage.row);
  await saveReferrals(
    tx,
    rows,
    passages.flatMap((passage) => passage.entries),
  );
  await addToOutbox(
    tx,
    passages.flatMap((passage) => passage.messages),
  );
}
