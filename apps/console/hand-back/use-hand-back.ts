import { useQuery } from '@tanstack/react-query';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { type Case, handBackBody, type Plan } from './hand-back-body';

/** States in which a hand-back is the outcome, too (T27). */
export const IN_CARE = ['arrived', 'in-care'];

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

/** Sends the hand-back as the one form that the API takes. */
export function useHandBack(about: Case) {
  return useAct((plan: Plan, key, at) =>
    read(api.POST('/v1/referrals', { params: { header: writeHeaders(key) }, body: handBackBody(plan, about, at) })),
  );
}
