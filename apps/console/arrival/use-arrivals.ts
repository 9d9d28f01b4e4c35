import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';
import type { ListState } from '../list/list-state';
import { countyToday } from '../time/day';

export type Expected = Schema<'ExpectedArrival'>;

/** Nobody is told of a booking of tomorrow; a desk looks again by itself. */
const AGAIN = 20_000;
const DAY = 86_400_000;

/** The day that the address names; today without one. */
export const dayOf = ({ get }: Pick<ListState, 'get'>): string => get('date') || countyToday();

export function useArrivals(state: ListState) {
  const { get, cursor } = state;
  const query = {
    limit: 50,
    date: dayOf(state),
    ...(get('no') ? { referralNo: get('no') } : {}),
    ...(get('patient') ? { patient: get('patient') } : {}),
    cursor,
  };
  return useQuery({
    queryKey: ['referrals', 'arrivals', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/expected-arrivals', { params: { query }, signal })),
  });
}

/** Units of the house that day, whoever booked them. */
export function useBookings(state: ListState) {
  const from = `${dayOf(state)}T00:00:00+08:00`;
  const to = new Date(new Date(from).getTime() + DAY).toISOString();
  const query = { limit: 50, from, to, cursor: state.cursor };
  return useQuery({
    queryKey: ['sessions', 'bookings', query],
    refetchInterval: AGAIN,
    queryFn: ({ signal }) => read(api.GET('/v1/bookings', { params: { query }, signal })),
  });
}
