import { useState } from 'react';
import { inside, type Standing, standing } from './arrivals-held';
import type { WorkItem } from './use-worklist';

interface HeldRows {
  readonly rows: readonly Standing<WorkItem>[];
  /** What has come since and waits beside the list. */
  readonly arrived: readonly WorkItem[];
  /** Takes what has come, and what has gone, into the list; the cursor stays on its item. */
  readonly takeIn: () => void;
  /** Place of the cursor. */
  readonly cursor: number;
  readonly moveTo: (place: number) => void;
  /** An item was looked at: it is not new any more. */
  readonly look: (id: string) => void;
}

const NONE: readonly WorkItem[] = [];

/** The list as it stood when it was opened, whatever comes meanwhile. @param items as they are now; undefined until known */
export function useHeldRows(items: readonly WorkItem[] | undefined): HeldRows {
  const [shown, setShown] = useState(NONE);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(0);
  // An empty list holds nothing in its place: what comes then is shown at once.
  if (items && shown.length === 0 && items.length > 0) setShown(items);
  const { rows, arrived } = standing(shown, items ?? NONE, fresh);

  const takeIn = () => {
    const now = items ?? NONE;
    const under = rows[cursor]?.item.id;
    setFresh(new Set(arrived.map(({ id }) => id)));
    setShown(now);
    const place = now.findIndex(({ id }) => id === under);
    setCursor(inside(place, now.length));
  };
  const look = (id: string) => setFresh((old) => new Set([...old].filter((one) => one !== id)));
  const moveTo = (place: number) => setCursor(inside(place, rows.length));
  return { rows, arrived, takeIn, cursor, moveTo, look };
}
