import { useQuery } from '@tanstack/react-query';
import { api, read, readVersioned } from '../api/client';
import type { ListState } from '../list/list-state';
import { firstDayOf } from '../roster/use-rosters';
import { plusDays } from '../time/day';

const WEEK = 7;
const AGAIN = 30_000;

export function useWardDays(state: ListState) {
  const from = firstDayOf(state);
  const query = { from, to: plusDays(from, WEEK - 1), limit: 100, cursor: state.cursor };
  return useQuery({
    queryKey: ['beds', 'ward-days', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/ward-days', { params: { query }, signal })),
  });
}

export function useBeds(state: ListState) {
  const { get, cursor } = state;
  const query = {
    limit: 50,
    ...(get('group') ? { group: get('group') } : {}),
    ...(get('occupied') ? { occupied: get('occupied') === 'yes' } : {}),
    cursor,
  };
  return useQuery({
    queryKey: ['beds', 'inventory', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/beds', { params: { query }, signal })),
  });
}

/** Who lies in a bed, with the version that ending it names. */
export function useOccupancy(id: string) {
  return useQuery({
    queryKey: ['beds', 'occupancy', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/v1/occupancies/{id}', { params: { path: { id } }, signal })),
  });
}
