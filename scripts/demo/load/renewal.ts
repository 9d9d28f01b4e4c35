import { withClient } from '../../launch/database.js';
import { buildCounties } from '../county/county.js';
import { scaleOf } from '../county/plan.js';
import type { Running } from '../running/running.js';
import { renewSupply } from './supply.js';

/**
 * The hospitals of a running demo publish what is missing of the next 14 days, as at each start: whoever moves the clock
 * uses these days up.
 */
export async function publishAhead({ databaseUrl, scale }: Running): Promise<void> {
  await withClient(databaseUrl, (client) => renewSupply(client, databaseUrl, buildCounties(scaleOf(scale))));
}
