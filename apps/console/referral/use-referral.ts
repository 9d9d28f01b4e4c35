import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';

/** A referral as its two sides, its desk and its overseers see it. */
export type Referral = Schema<'ReferralDetail'>;

export function useReferral(id: string) {
  return useQuery({
    queryKey: ['referral', id],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals/{id}', { params: { path: { id } }, signal })),
  });
}

/** What the reader may do on the version that the referral has now. */
export function useActions(id: string) {
  return useQuery({
    queryKey: ['referral', id, 'actions'],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals/{id}/actions', { params: { path: { id } }, signal })),
  });
}
