import { SYSTEM } from '#service/database/database.js';
import type { ChangedSession } from '../../apps/reservation/change/aftermath.js';
import { changeCapacity } from '../../apps/reservation/change/change-capacity.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { Turn } from '../../apps/reservation/unit/turn.js';
import { COUNTY, type Room } from './room.js';

/** A hospital changes what it has published; `stop` takes the whole session back (停诊). */
export function changeTo(room: Room, session: Session, capacity: number | 'stop'): Promise<ChangedSession> {
  const stop = capacity === 'stop';
  return room.database.transaction(SYSTEM, async (tx, now) => {
    const turn = new Turn(tx, now, await new SupplyPolicies().at(tx, now, [COUNTY]), COUNTY);
    const changes = [{ session, capacity: stop ? 0 : capacity, stop }];
    const why = { cause: stop ? ('stop' as const) : ('capacity' as const), reason: 'doctor-ill', actor: 'his-adapter' };
    const [changed] = await changeCapacity(turn, changes, why);
    await turn.tell();
    if (!changed) throw new Error('nothing was changed');
    return changed;
  });
}
