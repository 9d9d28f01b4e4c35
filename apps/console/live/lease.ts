/** Which tab of this browser holds the stream, and when it last said so. */
export interface Lease {
  readonly tab: string;
  readonly at: number;
}

/** A hidden tab is let run once a minute only: until then its silence means nothing to another hidden one. */
const HIDDEN_MS = 75_000;
/** A tab that somebody looks at does not wait so long. */
const VISIBLE_MS = 8_000;
/** How often a tab renews its lease or looks at the other's. */
export const RENEW_MS = 3_000;

/** Whether a tab may hold the stream now: nobody else does, or the other has been silent too long (closed, crashed, asleep). */
export function mayHold(lease: Lease | undefined, tab: string, now: number, visible: boolean): boolean {
  if (!lease || lease.tab === tab) return true;
  return now - lease.at > (visible ? VISIBLE_MS : HIDDEN_MS);
}

/** What is kept under a key that all tabs of this browser share. Web Locks are not there on plain HTTP in a hospital. */
export function keptLease(key: string): Lease | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Lease | null;
    return kept ?? undefined;
  } catch {
    return undefined;
  }
}
