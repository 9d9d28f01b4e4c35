import type { Schema } from '../api/client';

type Trace = Schema<'TraceView'>;

/** One line of a referral's story. */
export type Line =
  | { readonly at: string; readonly key: string; readonly kind: 'event'; readonly event: Trace['events'][number] }
  | { readonly at: string; readonly key: string; readonly kind: 'alert'; readonly alert: Trace['alerts'][number] }
  | {
      readonly at: string;
      readonly key: string;
      readonly kind: 'noted';
      readonly rung: string;
      readonly by: Schema<'NotedView'>;
    }
  | { readonly at: string; readonly key: string; readonly kind: 'reveal'; readonly reveal: Trace['reveals'][number] };

/** What happened to a referral, what was told about it, and who took note: oldest first. */
export function storyOf({ events, alerts, reveals }: Pick<Trace, 'events' | 'alerts' | 'reveals'>): Line[] {
  const lines: Line[] = [
    ...events.map((event) => ({ at: event.at, key: `e${event.version}`, kind: 'event' as const, event })),
    ...alerts.flatMap((alert): Line[] => {
      const key = `${alert.dueKind} ${alert.dueAt} ${alert.rung} ${alert.repeat}`;
      const told: Line = { at: alert.at, key: `a${key}`, kind: 'alert', alert };
      const by = alert.noted;
      return by ? [told, { at: by.at, key: `n${key}`, kind: 'noted', rung: alert.rung, by }] : [told];
    }),
    ...reveals.map((reveal) => ({ at: reveal.at, key: `r${reveal.id}`, kind: 'reveal' as const, reveal })),
  ];
  return lines.sort((a, b) => a.at.localeCompare(b.at));
}
