import { useQuery } from '@tanstack/react-query';
import type { paths } from '#openapi';
import { api, read, type Schema } from '../api/client';
import type { ListState } from '../list/list-state';

export type WorkItem = Schema<'ReferralItem'>;

/** What a desk sees at once; the next page is asked for beyond it. */
const PAGE = 500;

/** Which open items a reader wants to see. */
export const SCOPES = ['decide', 'ours', 'open'] as const;
export type Scope = (typeof SCOPES)[number];

/** To be decided here, unless the address says otherwise. */
export const scopeOf = ({ get }: Pick<ListState, 'get'>): Scope =>
  SCOPES.find((scope) => scope === get('show')) ?? 'decide';

type Query = paths['/v1/referrals']['get']['parameters']['query'];

/** The question to the API that filters mean. */
export function queryOf(state: Pick<ListState, 'get' | 'cursor'>): Query {
  const { get, cursor } = state;
  const scope = scopeOf(state);
  return {
    box: 'house',
    order: 'due',
    open: 'true',
    limit: PAGE,
    ...(scope === 'decide' ? { state: ['submitted', 'under-review'], owner: 'own' } : {}),
    ...(scope === 'ours' ? { owner: 'own' } : {}),
    ...(get('state') ? { state: [get('state')] } : {}),
    ...(get('direction') ? { direction: get('direction') } : {}),
    ...(get('urgency') ? { urgency: get('urgency') } : {}),
    ...(get('department') ? { department: get('department') } : {}),
    ...(get('overdue') ? { overdue: 'true' } : {}),
    cursor,
  } as Query;
}

export function useWorklist(state: ListState) {
  const query = queryOf(state);
  return useQuery({
    queryKey: ['worklist', query],
    queryFn: ({ signal }) => read(api.GET('/v1/referrals', { params: { query }, signal })),
  });
}
