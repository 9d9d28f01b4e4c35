import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

/** The story of a referral, oldest first. */
export function useEvents(id: string) {
  return useQuery({
    queryKey: ['referral', id, 'events'],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals/{id}/events', { params: { path: { id } }, signal })),
  });
}
