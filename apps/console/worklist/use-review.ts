import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import type { Referral } from '../referral/use-referral';
import { useSession } from '../session/session';
import type { WorkItem } from './use-worklist';

const DECIDERS = ['referral-desk', 'hospital-doctor', 'department-head'];

/** Tells the referring doctor that his referral was opened; decisions wait until that is done. */
interface Review {
  readonly begin: (item: WorkItem) => void;
  readonly isPending: boolean;
}

/**
 * T03, as somebody opens what he may decide. Nobody asks for it, so that nobody is told when it does not succeed: then a
 * colleague was first, or it is another department's. The reader's own step must not look to him like somebody else's.
 */
export function useReview(): Review {
  const queries = useQueryClient();
  const { institution, roles } = useSession();
  const { mutate, isPending } = useAct(async ({ id, version }: WorkItem, key: string) => {
    const body = {};
    const params = { path: { id }, header: writeHeaders(key, version) };
    const now = await read(api.POST('/v1/referrals/{id}/reviews', { params, body }));
    await queries
      .getQueryCache()
      .find({ queryKey: ['referral', id] })
      ?.promise?.catch(() => undefined);
    queries.setQueryData<Referral>(['referral', id], (known) =>
      known && known.version < now.version ? { ...known, version: now.version, state: now.state } : known,
    );
  });
  const begin = (item: WorkItem) => {
    const ours = item.to.institution === institution && roles.some((role) => DECIDERS.includes(role));
    if (ours && item.state === 'submitted') mutate(item);
  };
  return { begin, isPending };
}
