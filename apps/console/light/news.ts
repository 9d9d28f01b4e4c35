import { useEffect, useState } from 'react';
import { listens } from '../live/listeners';
import { type LiveState, SharedStream } from '../live/shared-stream';
import type { Session } from './who';

const hub = new EventTarget();

/** Calls when something was told to the reader, and when the line is back after a break. @returns the way to stop */
export function onNews(listener: () => void): () => void {
  hub.addEventListener('news', listener);
  return () => hub.removeEventListener('news', listener);
}

const tell = () => void hub.dispatchEvent(new Event('news'));

/** Holds the live stream, one for this browser, while somebody is signed in. @returns whether news arrive by themselves now */
export function useNews({ account, institution, roles }: Session): LiveState {
  const told = listens(roles);
  const [state, setState] = useState<LiveState>(told ? 'connecting' : 'refused');
  useEffect(() => {
    if (!told) return undefined;
    const onState = (now: LiveState) => {
      setState(now);
      if (now === 'open') tell();
    };
    const stream = new SharedStream(`fenji-live:${account}:${institution}`, { onState, onNotice: tell });
    return () => stream.close();
  }, [told, account, institution]);
  return state;
}
