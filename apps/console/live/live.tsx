import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useSession } from '../session/session';
import { listens } from './listeners';
import { type LiveState, SharedStream } from './shared-stream';
import { makeStale, TOLD_OF } from './stale';
import { useTaskToast } from './task-toast';

const LiveContext = createContext<LiveState>('connecting');

/** Whether news arrive by themselves now. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}

/**
 * Keeps every screen true without a reload: each notice makes what is on the screen be asked anew, and after a break
 * everything is. Query keys begin with the noun they show (`['referral', id]`).
 */
export function Live({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { account, institution, roles } = useSession();
  const told = listens(roles);
  const [state, setState] = useState<LiveState>(told ? 'connecting' : 'refused');
  const toast = useTaskToast();
  useEffect(() => {
    if (!told) return undefined;
    const stream = new SharedStream(`fenji-live:${account}:${institution}`, {
      onState: (now) => {
        setState(now);
        if (now === 'open') makeStale(queries);
      },
      onNotice: (notice) => {
        makeStale(queries, TOLD_OF);
        toast(notice);
      },
    });
    return () => stream.close();
  }, [told, account, institution, queries, toast]);
  return <LiveContext value={state}>{children}</LiveContext>;
}
