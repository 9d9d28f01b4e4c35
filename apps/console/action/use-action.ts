import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';

/** What is asked of a referral: where, with which body. */
export interface Asked {
  readonly href: string;
  readonly body: Record<string, unknown>;
}

/** Seconds in which reservation usually answers; without an answer by then it comes by the live stream. */
const PATIENCE = 'wait=8';

type Address = '/v1/referrals/{id}/decisions';

/** Does one action that the API offers on a referral. @param version that the reader sees */
export function useAction(version: number) {
  return useAct(
    ({ href, body }: Asked, key) =>
      // The addresses of the actions come from the API itself; one stands for all of them here.
      read(
        api.POST(href as Address, {
          params: { path: { id: '' }, header: { ...writeHeaders(key, version), Prefer: PATIENCE } },
          body: body as Schema<'Decision'>,
        }),
      ) as Promise<Schema<'ReferralView'>>,
  );
}
