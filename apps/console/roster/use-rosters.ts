import { useQuery } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../api/client';
import type { ListState } from '../list/list-state';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { countyDay } from '../time/time';

export type Session = Schema<'SessionView'>;
type Pool = Session['pool'];

export const POOLS: readonly Pool[] = [
  'expert-slot',
  'exam',
  'inpatient-bed',
  'general-slot',
  'day-surgery',
  'dialysis-chair',
];
const TOLD_OF_FREEZES = ['county-health-authority', 'referral-desk', 'roster-manager', 'bed-manager'];
const WEEK = 7;
const DAY = 86_400_000;
/** Bookings of the public are told to nobody: a board that is looked at follows them by itself. */
const AGAIN = 30_000;

export const poolOf = ({ get }: Pick<ListState, 'get'>): Pool =>
  POOLS.find((pool) => pool === get('pool')) ?? 'expert-slot';
export const firstDayOf = ({ get }: Pick<ListState, 'get'>): string => get('from') || countyDay(new Date(countyNow()));

/** A day of the calendar some days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The days of a board, from its first one. */
export const weekFrom = (first: string): string[] => Array.from({ length: WEEK }, (_, nth) => plusDays(first, nth));

export function useRosters(state: ListState) {
  const from = firstDayOf(state);
  const query = {
    pool: poolOf(state),
    from,
    to: plusDays(from, WEEK - 1),
    limit: 30,
    ...(state.cursor ? { cursor: state.cursor } : {}),
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
    queryKey: ['sessions', 'freezes'],
    queryFn: ({ signal }) => read(api.GET('/v1/freezes', { params: { query: { live: true, limit: 100 } }, signal })),
  });
}
