import { useQuery } from '@tanstack/react-query';
import { api, read, writeHeaders } from '../api/client';
import { listens } from '../live/listeners';
import { useSession } from '../session/session';

/** What part of the inbox is shown. */
export const VIEWS = ['all', 'unread', 'tasks', 'snoozed'] as const;
export type View = (typeof VIEWS)[number];

/** The filter of the API that a view means. */
export function filterOf(view: View): { unread?: boolean; open?: boolean; snoozed?: boolean } {
  if (view === 'unread') return { unread: true };
  if (view === 'tasks') return { open: true };
  return view === 'snoozed' ? { snoozed: true } : {};
}

/** One page of the caller's notices, newest first. */
export function useNotices(view: View, cursor: string | undefined, limit: number) {
  const { roles } = useSession();
  return useQuery({
    queryKey: ['notices', view, cursor, limit],
    enabled: listens(roles),
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/notices', {
          params: { query: { ...filterOf(view), limit, cursor } },
          signal,
        }),
      ),
  });
}

/** Unread, open and put off, for whoever is told anything. */
export function useNoticeCounts() {
  const { roles } = useSession();
  return useQuery({
    queryKey: ['notice-counts'],
    enabled: listens(roles),
    queryFn: ({ signal }) => read(api.GET('/v1/notice-counts', { signal })),
  });
}

const write = (id: string, key: string) => ({ path: { id }, header: writeHeaders(key) });

/** The caller has read it. */
export const markRead = (id: string, key: string) =>
  read(api.POST('/v1/notices/{id}/reads', { params: write(id, key), body: {} }));

/** The caller takes the task on, for the whole post. */
export const takeOn = (id: string, key: string) =>
  read(api.POST('/v1/notices/{id}/acknowledgements', { params: write(id, key), body: {} }));

/** The caller puts it off, for himself. */
export const putOff = (id: string, until: string, key: string) =>
  read(api.POST('/v1/notices/{id}/snoozes', { params: write(id, key), body: { until } }));

/** Everything up to this notice counts as read. */
export const readUpTo = (upTo: string, key: string) =>
  read(api.POST('/v1/notice-readings', { params: { header: writeHeaders(key) }, body: { upTo } }));
