import type { NewMessage } from '#messaging/outbox.js';
import type { Reservation } from '../unit/reservation.entity.js';
import type { Turn } from '../unit/turn.js';
import { endTasks } from './displacement.store.js';

/** From then on nobody looks for anything for the referral. */
const ENDED = ['rejected', 'cancelled', 'expired', 'outcome-returned'];

/**
 * The desk's tasks of units that a referral lost are over once it has another one of the kind for sure, or has ended:
 * nobody is told any more that the desk is late. The turn is saved.
 * @param rows all that the referral has or had before this turn
 */
export async function endTasksOf(turn: Turn, rows: readonly Reservation[], toState: string | undefined): Promise<void> {
  const lost = rows.filter(({ state }) => state === 'displaced');
  if (lost.length === 0) return;
  const all = [...turn.stock.added.map(({ row }) => row), ...rows];
  const hasEnded = toState !== undefined && ENDED.includes(toState);
  const over = lost.flatMap((row) => {
    const next = all.find((one) => isSure(one) && isOfKind(one, row));
    return next || hasEnded ? [{ lost: row, next }] : [];
  });
  for (const { county, id, version } of await endTasks(turn.tx, over, turn.now)) {
    const head = { county, aggregateId: id, aggregateVersion: version, occurredAt: turn.now };
    const settled: NewMessage<'displacement.settled.v1'> = {
      name: 'displacement.settled.v1',
      ...head,
      data: { displacementId: id },
    };
    turn.say(settled);
  }
}

const isSure = ({ state }: Reservation): boolean => state === 'confirmed' || state === 'arrived';

const isOfKind = (one: Reservation, { referralId, pool, group }: Reservation): boolean =>
  one.referralId === referralId && one.pool === pool && one.group === group;
