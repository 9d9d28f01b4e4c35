import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

/** All signals with their meaning and what this installation cannot see; they change with a version of Fenji only. */
export function useSignals() {
  return useQuery({
    queryKey: ['anomaly-signals'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => read(api.GET('/v1/anomaly-signals', { params: { query: { limit: 100 } }, signal })),
  });
}
