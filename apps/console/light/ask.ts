import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../problem/problem';
import { onNews } from './news';

export interface Asked<T> {
  readonly data?: T;
  readonly problem?: Problem;
  readonly pending: boolean;
  ask(): void;
}

/** Asks the API when the screen opens, when `what` changes, and when told to; keeps what it had while it asks again. */
export function useAsked<T>(what: string, question: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ what: string; data?: T; problem?: Problem; pending: boolean }>({
    what,
    pending: true,
  });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `what` names the question
  useEffect(() => {
    let dropped = false;
    setState((old) => ({ ...(old.what === what ? old : {}), what, pending: true }));
    question().then(
      (data) => !dropped && setState({ what, data, pending: false }),
      (error: unknown) => {
        const problem = error instanceof Problem ? error : new Problem(0, 'UNEXPECTED', '', []);
        if (!dropped) setState((old) => ({ ...old, problem, pending: false }));
      },
    );
    return () => {
      dropped = true;
    };
  }, [what, round]);
  return { ...state, ask: useCallback(() => setRound((now) => now + 1), []) };
}

/** The same for what others change: asked again at each notice, and after each break of the line. */
export function useLive<T>(what: string, question: () => Promise<T>): Asked<T> {
  const asked = useAsked(what, question);
  const { ask } = asked;
  useEffect(() => onNews(ask), [ask]);
  return asked;
}
