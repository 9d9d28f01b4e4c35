/** Milliseconds by which the county's time is ahead of this machine's. */
let ahead = 0;

/** What time it is for deadlines, holds and windows: a clinic's computer may be wrong, and a demo may have moved on. */
export function countyNow(): number {
  return Date.now() + ahead;
}

/** Takes the county's time as the API told it; `asked` is when this machine asked. */
export function learnCountyTime(now: string, asked: number): void {
  ahead = new Date(now).getTime() - (asked + Date.now()) / 2;
}
