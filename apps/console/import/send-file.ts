import { writeHeaders } from '../api/client';
import { reach, refusalOf } from '../problem/reach';
import type { ImportKind } from './import-kinds';

/** A file, and what its rows do not say. */
export interface CsvFile {
  readonly csv: string;
  readonly also: Readonly<Record<string, string>>;
}

/** What the API says of a file: counts of each outcome, and of which row. */
export interface Imported {
  readonly dryRun: boolean;
  readonly rows?: readonly { readonly line: number; readonly outcome: string }[];
  readonly [count: string]: unknown;
}

/** Sends a CSV file as it is, or asks what would happen. @throws Problem with a fault for each wrong cell */
export async function sendFile(
  kind: ImportKind,
  { csv, also }: CsvFile,
  dryRun: boolean,
  key: string,
): Promise<Imported> {
  const query = new URLSearchParams({ ...also, ...(dryRun ? { dryRun: 'true' } : {}) });
  const answer = await reach(`${kind.path}?${query}`, {
    method: 'POST',
    headers: { ...writeHeaders(key), 'Content-Type': 'text/csv' },
    body: csv,
  });
  if (!answer.ok) throw await refusalOf(answer);
  return (await answer.json()) as Imported;
}
