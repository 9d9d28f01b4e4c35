import type { paths } from '#openapi';
import type { ListState } from '../list/list-state';

/** What both overdue lists of the API are asked with. */
export type StuckQuery = NonNullable<paths['/v1/overdue-report']['get']['parameters']['query']>;

const NAMES = ['from', 'institution', 'role', 'direction', 'urgencyClass'] as const;

/** The filters as they stand in the address. @param names those that count */
export function stuckQuery(state: ListState, names: readonly (typeof NAMES)[number][] = NAMES): StuckQuery {
  const set = names.map((name) => [name, state.get(name)]).filter(([, value]) => value);
  return Object.fromEntries(set) as StuckQuery;
}
