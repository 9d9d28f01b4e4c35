import { reach, refusalOf } from '../problem/reach';

export type Format = 'csv' | 'xlsx';
type Query = Readonly<Record<string, string | undefined>>;

/** The address of a list as a file: the same as the list's own, with the same filters. */
export function fileAddress(path: string, query: Query, format: Format): string {
  const search = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return `${path}?${search}`;
}

/** Fetches a list as a file and hands it to the browser. @throws Problem */
export async function download(path: string, query: Query, format: Format, language: string): Promise<void> {
  const answer = await reach(fileAddress(path, query, format), { headers: { 'Accept-Language': language } });
  if (!answer.ok) throw await refusalOf(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `${path.split('/').at(-1)}.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
