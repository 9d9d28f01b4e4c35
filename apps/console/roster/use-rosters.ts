import { useQuery } from '@tanstack/react-query';
import { POOLS, type Pool } from '../../../libs/contracts/codes';
import { api, read, readVersioned, type Schema } from '../api/client';
import type { ListState } from '../list/list-state';
import { useSession } from '../session/session';
import { countyToday, plusDays } from '../time/day';

export type Session = Schema<'SessionView'>;
const TOLD_OF_FREEZES = ['county-health-authority', 'referral-desk', 'roster-manager', 'bed-manager'];
const WEEK = 7;
/** Bookings of the public are told to nobody: a board that is looked at follows them by itself. */
const AGAIN = 30_000;

export const poolOf = ({ get }: Pick<ListState, 'get'>): Pool =>
  POOLS.find((pool) => pool === get('pool')) ?? 'expert-slot';
export const firstDayOf = ({ get }: Pick<ListState, 'get'>): string => get('from') || countyToday();

export function useRosters(state: ListState) {
  const from = firstDayOf(state);
  const query = {
    pool: poolOf(state),
    from,
    to: plusDays(from, WEEK - 1),
    limit: 30,
    cursor: state.cursor,
  };
  return useQuery({
    queryKey: ['sessions', 'board', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/rosters', { params: { query }, signal })),
  });
}

/** One session with the version that a change of it names. */
export function useSessionOf(id: string) {
  return useQuery({
    queryKey: ['sessions', 'one', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/v1/sessions/{id}', { params: { path: { id } }, signal })),
  });
}

/** Pools of which nothing is given out now; told to those who answer for them. */
export function useFreezes() {
  const { roles } = useSession();
  return useQuery({
    enabled: roles.some((role) => TOLD_OF_FREEZES.includes(role)),
    queryKey: ['freezes', 'live'],
    queryFn: ({ signal }) => read(api.GET('/v1/freezes', { params: { query: { live: true, limit: 100 } }, signal })),
  });
}
