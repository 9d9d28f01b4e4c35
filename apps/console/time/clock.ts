import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

const MINUTE = 60_000;

/** Milliseconds by which the county's time is ahead of this machine's. */
let ahead = 0;

/** What time it is for deadlines, holds and windows: a clinic's computer may be wrong, and a demo may have moved on. */
export function countyNow(): number {
  return Date.now() + ahead;
}

/** Keeps {@link countyNow} right; asked once for the whole console. */
export function useCountyClock(): void {
  useQuery({
    queryKey: ['clock'],
    refetchInterval: MINUTE,
    queryFn: async ({ signal }) => {
      const asked = Date.now();
      const { now } = await read(api.GET('/v1/clock', { signal }));
      ahead = new Date(now).getTime() - (asked + Date.now()) / 2;
      return now;
    },
  });
}
