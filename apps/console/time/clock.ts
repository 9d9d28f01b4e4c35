import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { learnCountyTime } from './county-time';

export { countyNow } from './county-time';

const MINUTE = 60_000;

/** Keeps {@link countyNow} right; asked once for the whole console. */
export function useCountyClock(): void {
  useQuery({
    queryKey: ['clock'],
    refetchInterval: MINUTE,
    queryFn: async ({ signal }) => {
      const { now } = await read(api.GET('/v1/clock', { signal }));
      learnCountyTime(now);
      return now;
    },
  });
}
