import { newKey, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import type { ImportKind } from './import-kinds';

/** What the API says of a file: counts of each outcome, and of which row. */
export interface Imported {
  readonly dryRun: boolean;
  readonly rows?: readonly { readonly line: number; readonly outcome: string }[];
  readonly [count: string]: unknown;
}

/** Sends a CSV file as it is, or asks what would happen. @throws Problem with a fault for each wrong cell */
export async function sendFile(
  kind: ImportKind,
  csv: string,
  also: Readonly<Record<string, string>>,
  dryRun: boolean,
  key = newKey(),
): Promise<Imported> {
  const query = new URLSearchParams({ ...also, ...(dryRun ? { dryRun: 'true' } : {}) });
  const answer = await fetch(`${kind.path}?${query}`, {
    method: 'POST',
    headers: { ...writeHeaders(key), 'Content-Type': 'text/csv' },
    body: csv,
  }).catch((cause: unknown) => {
    throw Problem.unreachable(cause);
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw Problem.of(body, answer.status);
  return body as Imported;
}
