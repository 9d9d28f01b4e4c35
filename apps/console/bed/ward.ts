import type { Schema } from '../api/client';

type WardDay = Schema<'WardDayView'>;

/** The latest word on each ward and day: what was counted on the day stands before what was forecast. */
export function latestOf(days: readonly WardDay[]): WardDay[] {
  const latest = new Map<string, WardDay>();
  for (const day of days) {
    const key = `${day.group} ${day.date}`;
    if (day.kind === 'actual' || !latest.has(key)) latest.set(key, day);
  }
  return [...latest.values()];
}

/** Lines of the board: a ward with its days. */
export interface WardLine {
  readonly group: string;
  readonly days: ReadonlyMap<string, WardDay>;
}

export function linesOf(days: readonly WardDay[]): WardLine[] {
  const lines = new Map<string, Map<string, WardDay>>();
  for (const day of latestOf(days)) {
    const line = lines.get(day.group) ?? new Map<string, WardDay>();
    line.set(day.date, day);
    lines.set(day.group, line);
  }
  return [...lines].sort(([a], [b]) => a.localeCompare(b)).map(([group, of]) => ({ group, days: of }));
}

/** Which report a day takes now: the count of its own day, a forecast before it, none afterwards. */
export function kindFor(date: string, today: string): WardDay['kind'] | undefined {
  if (date === today) return 'actual';
  return date > today ? 'forecast' : undefined;
}
