import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

/** Whose turn it is, or everything that was ever handed back. */
export const VIEWS = ['waiting', 'all'] as const;
export type View = (typeof VIEWS)[number];

const SHOWN = 20;

/** Hand-backs to the reader's house: what waits for it by deadline, or all, newest first. */
export function useReturning(view: View, cursor: string | undefined) {
  const page = { direction: 'down', limit: SHOWN, cursor } as const;
  return useQuery({
    queryKey: ['waiting', 'returning', view, cursor],
    queryFn: async ({ signal }) =>
      view === 'all'
        ? read(api.GET('/v1/referrals', { params: { query: { box: 'inbox', ...page } }, signal }))
        : read(api.GET('/v1/waiting-referrals', { params: { query: page }, signal })),
  });
}
