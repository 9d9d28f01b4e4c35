/** Some time, `startsAt` included, `endsAt` not. */
export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What of a span no shift covers, in order. Pure. */
export function uncovered({ startsAt, endsAt }: Span, shifts: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let covered = startsAt;
  for (const shift of [...shifts].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (shift.startsAt >= endsAt) break;
    if (shift.startsAt > covered) gaps.push({ startsAt: covered, endsAt: shift.startsAt });
    if (shift.endsAt > covered) covered = shift.endsAt;
  }
  if (covered < endsAt) gaps.push({ startsAt: covered, endsAt });
  return gaps;
}
