const HOUR = 3_600_000;
/** China keeps one zone, eight hours ahead. */
const AHEAD = 8 * HOUR;
const DAY = 24 * HOUR;

/** When a notice may come back: in an hour, in four, tomorrow at eight in the morning. */
export function snoozeTimes(now: Date): { name: 'hour' | 'hours' | 'tomorrow'; until: string }[] {
  const day = Math.floor((now.getTime() + AHEAD) / DAY) * DAY - AHEAD;
  const at = (time: number) => new Date(time).toISOString();
  return [
    { name: 'hour', until: at(now.getTime() + HOUR) },
    { name: 'hours', until: at(now.getTime() + 4 * HOUR) },
    { name: 'tomorrow', until: at(day + DAY + 8 * HOUR) },
  ];
}
