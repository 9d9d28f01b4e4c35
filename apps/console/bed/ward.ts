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

/**
 * Which reports a day may take now, the likelier one first: a forecast of a day to come, of today either, as the day of a ward
 * begins in the morning and lasts into the next one; what it takes indeed the API says.
 */
export function kindsFor(date: string, today: string, yesterday: string): WardDay['kind'][] {
  if (date > today) return ['forecast'];
  if (date === today) return ['actual', 'forecast'];
  return date === yesterday ? ['actual'] : [];
}
