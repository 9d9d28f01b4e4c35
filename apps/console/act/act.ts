import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { CHANGED_BY_ACTS, makeStale } from '../live/stale';
import type { Problem } from '../problem/problem';
import { Attempts } from './attempts';

/**
 * One act of the user that writes. What was entered keeps its key until the act has succeeded, so that a second try does
 * nothing twice; whoever changes it meanwhile does another thing, under another key. Afterwards, and when somebody else was
 * quicker, what is on the screen is asked anew.
 * @param send gets what was entered, the key, and the moment of the first try (ISO)
 */
export function useAct<Input, T>(send: (input: Input, key: string, at: string) => Promise<T>) {
  const queries = useQueryClient();
  const attempts = useRef(new Attempts());
  return useMutation<T, Problem, Input>({
    mutationFn: (input) => {
      const { key, at } = attempts.current.of(input);
      return send(input, key, at);
    },
    onSuccess: () => attempts.current.forget(),
    // Nobody waits for it: the row that was acted on may be gone then, and with it who would say that it is done.
    onSettled: () => makeStale(queries, CHANGED_BY_ACTS),
  });
}
