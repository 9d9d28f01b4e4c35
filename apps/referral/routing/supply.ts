import type { EntityManager } from 'typeorm';
import { localDate } from '#service/calendar/local-time.js';
import { lookAt } from '../availability/level.store.js';
import type { Outlook } from '../availability/outlook.js';
import type { Network } from '../network/network.js';
import { groupOf } from '../referral/road/leaving.js';
import { obstacle } from './capability.js';
import { candidatesFor } from './route.js';
import type { RouteRequest } from './routing.js';

/**
 * What is left at everybody who could take this patient, in one statement; nothing where no unit is wanted, or for an
 * emergency, which goes by travel alone.
 */
export async function readOutlooks(
  tx: EntityManager,
  network: Network,
  request: RouteRequest,
  now: Date,
): Promise<Outlook[]> {
  const { pool, window, urgencyClass, doctorId } = request;
  if (!pool || !window || urgencyClass === 'U1') return [];
  const able = candidatesFor(network, request, localDate(now)).filter((one) => !obstacle(one, request));
  if (able.length === 0) return [];
  const wanted = {
    pool,
    group: groupOf({ ...request, pool }),
    earliest: new Date(window.earliest),
    latest: new Date(window.latest),
    routine: urgencyClass === 'U4',
    ...(doctorId ? { doctorId } : {}),
  };
  return lookAt(tx, now, wanted, able);
}
