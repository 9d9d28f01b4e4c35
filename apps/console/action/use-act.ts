import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import type { Problem } from '../problem/problem';

/** What is asked of a referral: where, with which body, on which version. */
export interface Act {
  readonly href: string;
  readonly body: Record<string, unknown>;
  readonly version: number;
}

/** Seconds in which reservation usually answers; without an answer by then it comes by the live stream. */
const PATIENCE = 'wait=8';
/** What an act on a referral may change. */
const STALE = ['referral', 'referrals', 'worklist', 'patient', 'episodes', 'units', 'waiting', 'open-referrals'];

type Address = '/v1/referrals/{id}/decisions';

/**
 * Does one act on a referral. The key stays the same until it has succeeded, so that sending again does nothing twice;
 * whether it succeeds or is refused as stale, everything about the referral is asked anew.
 */
export function useAct<Answer = Schema<'ReferralView'>>(onDone: (answer: Answer) => void) {
  const queries = useQueryClient();
  const [sent, setSent] = useState({ key: newKey(), of: '' });
  const refresh = () => {
    for (const noun of STALE) void queries.invalidateQueries({ queryKey: [noun] });
  };
  return useMutation<Answer, Problem, Act>({
    mutationFn: ({ href, body, version }) => {
      const of = JSON.stringify([href, body, version]);
      const key = sent.of === of || sent.of === '' ? sent.key : newKey();
      setSent({ key, of });
      // The addresses of the actions come from the API itself; one stands for all of them here.
      return read(
        api.POST(href as Address, {
          params: { path: { id: '' }, header: { ...writeHeaders(key, version), Prefer: PATIENCE } },
          body: body as Schema<'Decision'>,
        }),
      ) as Promise<Answer>;
    },
    onSuccess: (answer) => {
      setSent({ key: newKey(), of: '' });
      refresh();
      onDone(answer);
    },
    onError: ({ status }) => {
      if (status === 409 || status === 412) refresh();
    },
  });
}
