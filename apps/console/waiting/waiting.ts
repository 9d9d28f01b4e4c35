import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';

/** One thing that waits for the reader, with its owner and deadline. */
export type Item = Schema<'ReferralItem'>;

interface Filter {
  readonly direction?: 'up' | 'down' | 'lateral';
  /** What is to be done, as in `dueKind`. */
  readonly kind?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** What waits for the reader, the nearest deadline first. */
export function useWaiting(filter: Filter) {
  return useQuery({
    queryKey: ['waiting', filter],
    queryFn: ({ signal }) => read(api.GET('/v1/waiting-referrals', { params: { query: filter }, signal })),
  });
}
