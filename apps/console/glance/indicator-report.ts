import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';

export type Report = Schema<'IndicatorReportView'>;

/** No notice tells an authority of each step of others, so its figures are asked for anew. */
export const EVERY_HALF_MINUTE = 30_000;

/** The figures of a period; of today where none is given. */
export function useIndicatorReport(period: { readonly from?: string; readonly to?: string } | undefined) {
  return useQuery({
    queryKey: ['indicators', period],
    enabled: period !== undefined,
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/indicator-report', { params: { query: period ?? {} }, signal })),
  });
}
