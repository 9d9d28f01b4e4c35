import { useCallback, useEffect, useState } from 'react';
import type { LiveState } from '../../live/shared-stream';
import type { Session } from '../who';
import { deliver } from './courier';
import type { Draft } from './draft';
import { draftsOf, nextDue, onOutboxChange } from './outbox';

export interface Delivery {
  readonly online: boolean;
  /** Drafts on their way or waiting for the line. */
  readonly waiting: number;
  readonly refused: number;
  /** What would be lost if this device were wiped. */
  readonly unsent: number;
}

/** The drafts of this owner, true in every tab at once. */
export function useDrafts(owner: string): readonly Draft[] | undefined {
  const [drafts, setDrafts] = useState<readonly Draft[]>();
  useEffect(() => {
    const refresh = () => void draftsOf(owner).then(setDrafts);
    refresh();
    return onOutboxChange(refresh);
  }, [owner]);
  return drafts;
}

interface Courier {
  readonly session: Session;
  readonly owner: string;
  /** The state of the live stream, the first to know that the line has broken or is back. */
  readonly line: LiveState;
  readonly onSignedOut: () => void;
}

/**
 * Keeps the outbox moving: when the screen opens, when something is put in, when the network is back, and when a pause
 * is over. Stops only when somebody must sign in again; the drafts stay.
 */
export function useDelivery({ session, owner, line, onSignedOut }: Courier): Delivery {
  const [online, setOnline] = useState(navigator.onLine);
  const drafts = useDrafts(owner) ?? [];
  const start = useCallback(
    async (anyPause: boolean) => {
      const stop = await deliver(session, owner, anyPause);
      if (stop === 'signed-out') onSignedOut();
      if (stop === 'done' && navigator.onLine) setOnline(true);
      if (stop === 'unreachable') setOnline(false);
    },
    [session, owner, onSignedOut],
  );
  useEffect(() => {
    const back = () => {
      setOnline(true);
      void start(true);
    };
    const away = () => setOnline(false);
    addEventListener('online', back);
    addEventListener('offline', away);
    return () => {
      removeEventListener('online', back);
      removeEventListener('offline', away);
    };
  }, [start]);
  useEffect(() => {
    if (line === 'open') void start(true);
  }, [line, start]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const arm = async () => {
      clearTimeout(timer);
      const due = await nextDue(owner);
      if (due !== undefined) timer = setTimeout(() => void start(false), Math.max(due - Date.now(), 50));
    };
    void arm();
    const stop = onOutboxChange(() => void arm());
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [owner, start]);
  const count = (...fates: Draft['fate'][]) => drafts.filter(({ fate }) => fates.includes(fate)).length;
  return {
    online: online && line !== 'broken',
    waiting: count('waiting', 'sending'),
    refused: count('refused', 'doubtful'),
    unsent: count('draft', 'waiting', 'sending', 'refused', 'doubtful'),
  };
}
