import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';
import { Problem } from '../problem/problem';

/** A referral as its two sides, its desk and its overseers see it. */
export type Referral = Schema<'ReferralDetail'>;

export function useReferral(id: string) {
  return useQuery<Referral>({
    queryKey: ['referral', id],
    // Sent on to another house: no news of it makes it come back.
    enabled: ({ state }) => !isGone(state.error),
    queryFn: ({ signal }) => read(api.GET('/v1/referrals/{id}', { params: { path: { id } }, signal })),
  });
}

/** Whether the referral is not, or no longer, the reader's to see. */
export const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404;

/** How often an open referral is asked whether it has changed: not every step is told to everybody. */
const LOOK_AGAIN_MS = 10_000;

/** What the reader may do on the version that the referral has now; a newer one than is shown makes that be asked anew. */
export function useActions(id: string) {
  return useQuery<Schema<'ActionsView'>>({
    queryKey: ['referral', id, 'actions'],
    refetchInterval: ({ state }) => (state.error ? false : LOOK_AGAIN_MS),
    queryFn: async ({ client, signal }) => {
      const actions = await read(api.GET('/v1/referrals/{id}/actions', { params: { path: { id } }, signal }));
      const shown = client.getQueryData<Referral>(['referral', id]);
      if (shown && shown.version < actions.version) {
        const isShown = ([noun, of, part]: readonly unknown[]) =>
          noun === 'referral' && of === id && part !== 'actions';
        void client.invalidateQueries({ predicate: ({ queryKey }) => isShown(queryKey) });
      }
      return actions;
    },
  });
}
