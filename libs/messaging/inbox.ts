import type { EntityManager } from 'typeorm';
import { run, type Statement } from './prepared.js';

const CLAIM: Statement = {
  name: 'inbox-claim',
  // Ordered, so that two batches with the same messages cannot wait for each other in a ring.
  text: `
    INSERT INTO inbox (county, consumer, message_id)
    SELECT county, $1, message_id FROM unnest($2::text[], $3::uuid[]) AS given (county, message_id) ORDER BY 1, 3
        ON CONFLICT DO NOTHING
    RETURNING message_id`,
};

/**
 * Marks messages as applied by `consumer`, in the transaction that applies them, and returns the ids seen for
 * the first time. A message that is not in the answer was applied before: its handler does nothing and returns.
 */
export async function claimMessages(
  tx: EntityManager,
  consumer: string,
  messages: readonly { county: string; id: string }[],
): Promise<Set<string>> {
  if (messages.length === 0) return new Set();
  const rows = await run<{ message_id: string }>(tx, CLAIM, [
    consumer,
    messages.map((m) => m.county),
    messages.map((m) => m.id),
  ]);
  return new Set(rows.map((row) => row.message_id));
}
