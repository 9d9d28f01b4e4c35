import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { useSession } from '../session/session';
import type { WorkItem } from './use-worklist';

const DECIDERS = ['referral-desk', 'hospital-doctor', 'department-head'];

/**
 * Tells the referring doctor that his referral was opened (T03). Nobody asks for it, so that nobody is told when it does not
 * succeed: then a colleague was first, or it is another department's.
 */
export function useReview(): (item: WorkItem) => void {
  const { institution, roles } = useSession();
  const { mutate } = useAct(({ id, version }: WorkItem, key: string) =>
    read(
      api.POST('/v1/referrals/{id}/reviews', {
        params: { path: { id }, header: writeHeaders(key, version) },
        body: {},
      }),
    ),
  );
  return (item) => {
    const ours = item.to.institution === institution && roles.some((role) => DECIDERS.includes(role));
    if (ours && item.state === 'submitted') mutate(item);
  };
}
