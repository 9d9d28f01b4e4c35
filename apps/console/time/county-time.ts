/** Milliseconds by which the county's time is ahead of this machine's. */
let ahead = 0;

/** What time it is for deadlines, holds and windows: a clinic's computer may be wrong, and a demo may have moved on. */
export function countyNow(): number {
  return Date.now() + ahead;
}

/**
 * Takes the county's time as the API has just told it. An answer that was long on its way makes it late, never early: a
 * consent or a visit that is noted as of now must not lie in the API's future.
 */
export function learnCountyTime(now: string): void {
  ahead = new Date(now).getTime() - Date.now();
}
