import type { Diary, Duty } from './diary.js';

export interface Figures {
  readonly referrals: number;
  readonly byDirection: Record<string, number>;
  readonly byEnd: Record<string, number>;
  readonly open: number;
  /** Closed of those whose patient came, in bps; null without any (domain §11 `loopClosedRate`). */
  readonly loopClosedBps: number | null;
  readonly duties: { total: number; kept: number; lateBeforeFirstRung: number; escalated: number; silent: number };
  readonly alertsByRung: Record<string, number>;
  readonly units: { fromReserve: number; other: number };
  readonly refusals: Record<string, number>;
}

/** An alert about something that is not done belongs to the deadline that passed before it. */
export interface Alert {
  readonly id: string;
  readonly at: Date;
  readonly rung: string;
}

/**
 * What came of the week. A deadline is kept, or missed and escalated, or missed and made good before its first rung was
 * due; `silent` is what was missed for longer than `graceMs` and nobody was told: it must be 0.
 */
export function figuresOf(diary: Diary, alerts: readonly Alert[], graceMs: number): Figures {
  const told = new Map<string, Alert[]>();
  for (const alert of alerts) told.set(alert.id, [...(told.get(alert.id) ?? []), alert]);
  const fate = (duty: Duty) => fateOf(duty, told.get(duty.id) ?? [], graceMs);
  const fates = countBy(diary.duties, fate);
  const referrals = [...diary.referrals.values()];
  const came = referrals.filter(({ id }) => diary.arrived.has(id));
  const closed = came.filter(({ state }) => state === 'closed').length;
  return {
    referrals: referrals.length,
    byDirection: countBy(referrals, ({ direction }) => direction),
    byEnd: countBy(referrals, ({ state }) => state),
    open: diary.open().length,
    loopClosedBps: came.length === 0 ? null : Math.round((closed * 10_000) / came.length),
    duties: {
      total: diary.duties.length,
      kept: fates['kept'] ?? 0,
      lateBeforeFirstRung: fates['late'] ?? 0,
      escalated: fates['escalated'] ?? 0,
      silent: fates['silent'] ?? 0,
    },
    alertsByRung: countBy(alerts, ({ rung }) => rung),
    units: { fromReserve: diary.reserved.family.size, other: diary.reserved.other.size },
    refusals: countBy(diary.refusals, ({ action, state, why }) => `${action} in ${state}: ${why}`),
  };
}

function fateOf({ dueAt, doneAt }: Duty, alerts: readonly Alert[], graceMs: number): string {
  if (doneAt && doneAt <= dueAt) return 'kept';
  const told = alerts.some(({ at }) => at >= dueAt && (!doneAt || at <= doneAt));
  if (told) return 'escalated';
  return doneAt && doneAt.getTime() - dueAt.getTime() <= graceMs ? 'late' : 'silent';
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
