import { useSearchParams } from 'react-router-dom';

/** Filters and page of a list, kept in the address: a reload, a bookmark or a colleague sees the same. */
export interface ListState {
  /** The value of a filter; empty when it is not set. */
  get(name: string): string;
  /** Sets filters and goes back to the first page; an empty value takes the filter away. */
  set(values: Readonly<Record<string, string | undefined>>): void;
  /** Sets what is open on the page shown, and stays on it. */
  keep(values: Readonly<Record<string, string | undefined>>): void;
  /** Cursor of the page shown; undefined on the first. */
  readonly cursor: string | undefined;
  /** Number of the page shown, from 1. */
  readonly page: number;
  goOn(next: string): void;
  goBack(): void;
}

const CURSORS = 'after';

export function useListState(): ListState {
  const [search, setSearch] = useSearchParams();
  const cursors = search.getAll(CURSORS);
  const turnTo = (list: readonly string[]) => {
    setSearch((old) => {
      const now = new URLSearchParams(old);
      now.delete(CURSORS);
      for (const cursor of list) now.append(CURSORS, cursor);
      return now;
    });
  };
  const enter = (values: Readonly<Record<string, string | undefined>>, stay: boolean) => {
    setSearch((old) => {
      const now = new URLSearchParams(old);
      if (!stay) now.delete(CURSORS);
      for (const [name, value] of Object.entries(values)) {
        if (value) now.set(name, value);
        else now.delete(name);
      }
      return now;
    });
  };
  return {
    get: (name) => search.get(name) ?? '',
    set: (values) => enter(values, false),
    keep: (values) => enter(values, true),
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    goOn: (next) => turnTo([...cursors, next]),
    goBack: () => turnTo(cursors.slice(0, -1)),
  };
}
