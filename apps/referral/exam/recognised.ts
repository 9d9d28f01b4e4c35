import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import type { Network } from '../network/network.js';
import { recognisedOf } from './exam.store.js';
import { type RecognisedResult, stillValid } from './recognition.js';

/** The recognised results of a patient that hold now, as far as the transaction's scope may see them. */
export async function recognisedNow(
  tx: EntityManager,
  network: Network,
  patientId: string,
  items: readonly string[] | null,
  now: Date,
): Promise<RecognisedResult[]> {
  if (items?.length === 0) return [];
  const results = await recognisedOf(tx, network.county, patientId, items);
  return stillValid(results, network.rules, { county: network.county }, localDate(now), now);
}
