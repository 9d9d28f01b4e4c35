import type { paths } from '#openapi';

type Query = NonNullable<paths['/v1/referrals']['get']['parameters']['query']>;

/** The filters of the address as the API wants them; the inbox is shown unless something else is asked for. */
export function queryOf(get: (name: string) => string, cursor: string | undefined): Query {
  const filters = ['direction', 'urgency', 'order', 'owner', 'open', 'overdue', 'dueBefore'] as const;
  const set = filters.flatMap((name) => (get(name) ? [[name, get(name)]] : []));
  const states = get('state') ? get('state').split(',') : [];
  return {
    box: get('box') || 'inbox',
    ...Object.fromEntries(set),
    ...(states.length > 0 ? { state: states } : {}),
    ...(cursor ? { cursor } : {}),
  } as Query;
}
