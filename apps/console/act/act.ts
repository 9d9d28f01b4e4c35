import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from '../api/client';

/** What a step on a referral changes on the screens. */
const TOUCHED = [
  'waiting',
  'referral',
  'referrals',
  'worklist',
  'drafts',
  'notices',
  'notice-counts',
  'sessions',
  'beds',
];

/**
 * One act of the user that writes. It keeps its key until it has succeeded, so that a second try is harmless; then, and when
 * somebody else was quicker, what is on the screen is asked anew.
 * @param send gets what was entered and the key
 */
export function useAct<Input, T>(send: (input: Input, key: string) => Promise<T>) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  return useMutation<T, Error, Input>({
    mutationFn: (input) => send(input, key.current),
    onSuccess: () => {
      key.current = newKey();
    },
    onSettled: () => Promise.all(TOUCHED.map((noun) => queries.invalidateQueries({ queryKey: [noun] }))),
  });
}
