import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import type { Problem } from '../problem/problem';

const IN_CARE = ['arrived', 'in-care'];

/** The referral by which the patient is in care here: the one that is named, else the one found in the inbox. */
export function useAnswered(patientId: string, referralId: string | undefined) {
  return useQuery({
    queryKey: ['referrals', 'answered', patientId, referralId],
    queryFn: async ({ signal }): Promise<Schema<'ReferralItem'> | null> => {
      if (referralId) return read(api.GET('/v1/referrals/{id}', { params: { path: { id: referralId } }, signal }));
      const query = { box: 'inbox', state: IN_CARE, limit: 500 } as never;
      const { items } = await read(api.GET('/v1/referrals', { params: { query }, signal }));
      return items.find((one) => one.patientId === patientId && one.direction !== 'down') ?? null;
    },
  });
}

/** Who may take the patient back: the contracted team first, then the home township, then care houses (domain §8.1). */
export function useWayHome(patientId: string) {
  return useQuery({
    queryKey: ['routes', 'down', patientId],
    queryFn: () =>
      read(
        api.POST('/v1/routes', { body: { direction: 'down', urgencyClass: 'U4', deptCode: '02', patientId } as never }),
      ) as Promise<Schema<'RouteAnswer'>>,
  });
}

/** Sends the hand-back; the key stays until the same form has succeeded. */
export function useHandBack(onDone: (referral: Schema<'ReferralView'>) => void) {
  const queries = useQueryClient();
  const [sent, setSent] = useState({ key: newKey(), body: '' });
  return useMutation<Schema<'ReferralView'>, Problem, Schema<'SubmitReferral'>>({
    mutationFn: (body) => {
      const text = JSON.stringify(body.down);
      const key = sent.body === '' || sent.body === text ? sent.key : newKey();
      setSent({ key, body: text });
      return read(api.POST('/v1/referrals', { params: { header: writeHeaders(key) }, body })) as Promise<
        Schema<'ReferralView'>
      >;
    },
    onSuccess: (referral) => {
      for (const noun of ['referral', 'referrals', 'worklist']) void queries.invalidateQueries({ queryKey: [noun] });
      onDone(referral);
    },
  });
}
