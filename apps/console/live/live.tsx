import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schema } from '../api/client';

/** What a notice on the live stream makes stale: everything the queries under these first keys show. */
const STALE_WITH_A_NOTICE = ['notices', 'notice-counts', 'referrals', 'referral', 'worklist', 'units', 'sessions'];

/**
 * Keeps every screen true without a reload: each notice of the live stream makes what is on the screen be asked anew, and
 * so does the stream's return after a break. Query keys begin with the noun they show (`['referral', id]`).
 * @returns whether the stream is open now
 */
export function useLiveStream(onNotice?: (notice: Schema<'NoticeItem'>) => void): boolean {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const stream = new EventSource('/v1/stream');
    let broken = false;
    stream.addEventListener('open', () => {
      setOpen(true);
      if (broken) void queries.invalidateQueries();
      broken = false;
    });
    stream.addEventListener('error', () => {
      broken = true;
      setOpen(false);
    });
    stream.addEventListener('notice', ({ data }) => {
      for (const noun of STALE_WITH_A_NOTICE) void queries.invalidateQueries({ queryKey: [noun] });
      onNotice?.(JSON.parse(data) as Schema<'NoticeItem'>);
    });
    return () => stream.close();
  }, [queries, onNotice]);
  return open;
}
