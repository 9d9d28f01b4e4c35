import type { paths } from '#openapi';
import type { Role } from '../session/session';

type Query = NonNullable<paths['/v1/referrals']['get']['parameters']['query']>;

/** What is shown unless something else is asked for: an ambulance only sends. */
export const boxFor = (roles: readonly Role[]): 'inbox' | 'outbox' =>
  roles.every((role) => role === 'prehospital-staff') ? 'outbox' : 'inbox';

/** The filters of the address as the API wants them. */
export function queryOf(
  get: (name: string) => string,
  cursor: string | undefined,
  box: ReturnType<typeof boxFor> = 'inbox',
): Query {
  const filters = ['direction', 'urgency', 'order', 'owner', 'open', 'overdue', 'dueBefore'] as const;
  const set = filters.flatMap((name) => (get(name) ? [[name, get(name)]] : []));
  const states = get('state') ? get('state').split(',') : [];
  return {
    box: get('box') || box,
    ...Object.fromEntries(set),
    ...(states.length > 0 ? { state: states } : {}),
    cursor,
  } as Query;
}
