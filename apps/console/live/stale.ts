import type { QueryClient } from '@tanstack/react-query';

/** What a notice may be about: the first keys of every query that it makes stale. */
export const TOLD_OF = [
  'notices',
  'notice-counts',
  'waiting',
  'drafts',
  'referrals',
  'referral',
  'worklist',
  'units',
  'routes',
  'sessions',
  'freezes',
  'beds',
  'episodes',
  'approvals',
  'teleconsultations',
] as const;

/** What an act of the reader may change: also lists of which nobody is told. */
export const CHANGED_BY_ACTS = [
  ...TOLD_OF,
  'patients',
  'anomalies',
  'criteria',
  'policies',
  'policy-proposals',
  'deliveries',
  'delivery-report',
  'trace',
] as const;

/**
 * Has everything asked anew that shows one of these nouns; all of it where none is named. What is being asked for already
 * is asked again once it has come: its answer may be older than the news. Nothing is broken off, so that a burst of news
 * costs two questions and not one each.
 */
export function makeStale(queries: QueryClient, nouns?: readonly string[]): void {
  for (const filter of nouns?.map((noun) => ({ queryKey: [noun] })) ?? [{}]) {
    const coming = queries.getQueryCache().findAll({ ...filter, fetchStatus: 'fetching' });
    void queries.invalidateQueries(filter, { cancelRefetch: false });
    for (const { queryKey, promise } of coming) {
      const again = () => queries.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
      promise?.then(again, again);
    }
  }
}
