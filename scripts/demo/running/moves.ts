const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;

/**
 * The instant that `text` means seen from `now`: `+5d`, `+25h`, `+30m`, or an ISO instant with its offset.
 * @throws RangeError when it is neither, or not later than `now`
 */
export function parseMove(text: string, now: Date): Date {
  const step = /^\+(\d{1,4})([dhm])$/.exec(text);
  if (step) return new Date(now.getTime() + Number(step[1]) * UNITS[step[2] as keyof typeof UNITS]);
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : undefined;
  if (!instant || Number.isNaN(instant.getTime())) {
    throw new RangeError(`Not an instant: ${text}. Write 2026-12-01T08:00:00+08:00, +5d, +25h or +30m.`);
  }
  if (instant <= now) throw new RangeError(`Business time only goes forward; it is ${inBeijing(now)}.`);
  return instant;
}

/** `2026-12-01 08:00:00 +08:00`, the county's wall clock. */
export function inBeijing(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * UNITS.h).toISOString().slice(0, 19).replace('T', ' ')} +08:00`;
}
