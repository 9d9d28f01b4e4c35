import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { everyPage } from '../api/pages';
import { useSession } from '../session/session';
import { countyToday } from '../time/day';

const PAGE = 100;
const HOUR = 3_600_000;

/** Who practises at the reader's house today. */
export function useDoctors() {
  const { institution } = useSession();
  return useQuery({
    queryKey: ['practitioners', institution],
    staleTime: HOUR,
    queryFn: ({ signal }) => {
      const on = countyToday();
      return everyPage((cursor) =>
        read(
          api.GET('/v1/network/practitioners', { params: { query: { institution, on, limit: PAGE, cursor } }, signal }),
        ),
      );
    },
  });
}

/** Says who holds a clinic; a staff number that the network does not know stays one. */
export function useDoctorNames(): (id: string) => string {
  const { data = [] } = useDoctors();
  const names = new Map(data.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
