import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { type Role, useSession } from '../session/session';

const READERS: readonly Role[] = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'referral-desk',
  'arrival-desk',
  'team-member',
  'referral-clerk',
];

/** Whether the reader's post may see who a patient is; others see the case without the person. */
export function useMaySeePatients(): boolean {
  const { roles } = useSession();
  return roles.some((role) => READERS.includes(role));
}

/** A patient, masked; each read is recorded by the API. */
export function usePatient(id: string) {
  const allowed = useMaySeePatients();
  return useQuery({
    queryKey: ['patient', id],
    enabled: allowed,
    staleTime: 60_000,
    queryFn: ({ signal }) => read(api.GET('/v1/patients/{id}', { params: { path: { id } }, signal })),
  });
}
