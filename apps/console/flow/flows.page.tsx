import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '#openapi';
import { api, read } from '../api/client';
import { ExportButtons } from '../export/export-buttons';
import { useDirectory } from '../institution/directory';
import { nameIn } from '../language/in-language';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { countyToday, plusDays } from '../time/day';
import { FlowFilters } from './flow-filters';
import { FlowPicture } from './flow-picture';
import { FlowTable } from './flow-table';
import type { NameOf } from './sankey';

type FlowQuery = NonNullable<paths['/v1/referral-flows']['get']['parameters']['query']>;

/** Who refers to whom, up and down: a Sankey and the same as a table. */
export default function FlowsPage() {
  const { t, i18n } = useTranslation('flow');
  const state = useListState();
  const { data: directory } = useDirectory();
  const today = countyToday();
  const to = state.get('to') || today;
  const from = state.get('from') || plusDays(to, -29);
  const byTier = state.get('level') === 'tier';
  const [direction, urgencyClass] = [state.get('direction'), state.get('urgency')];
  const query = {
    from,
    to,
    ...(direction ? { direction } : {}),
    ...(urgencyClass ? { urgencyClass } : {}),
  } as FlowQuery;
  const flows = useQuery({
    queryKey: ['flows', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/referral-flows', { params: { query }, signal })),
  });
  const nameOf = useMemo((): NameOf => {
    if (byTier) return ({ tier = 0 }) => ({ key: String(tier), label: t(`tier.${tier}`) });
    return ({ institution }) => {
      return { key: institution, label: nameIn(i18n.language, directory?.get(institution)) ?? institution };
    };
  }, [byTier, directory, i18n.language, t]);
  const items = flows.data?.items ?? [];
  const sum = items.reduce((all, { referrals = 0 }) => all + referrals, 0);
  const skipping = items.reduce((all, { referrals = 0, skipsTier }) => all + (skipsTier ? referrals : 0), 0);
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <FlowFilters state={state} from={from} to={to} today={today} />
      {flows.isError ? <ProblemAlert error={flows.error} onRetry={() => void flows.refetch()} /> : null}
      {flows.isError && !flows.data ? null : (
        <>
          <Flex justify="space-between" wrap align="center">
            <p role="status">
              {flows.data ? t('total', { count: sum, pairs: items.length }) : null}{' '}
              {skipping > 0 ? t('skipsLead', { count: skipping }) : null}
            </p>
            <ExportButtons path="/v1/referral-flows" query={query as Record<string, string>} />
          </Flex>
          {sum > 0 ? <FlowPicture flows={items} nameOf={nameOf} /> : null}
          <FlowTable flows={items} loading={flows.isPending} />
        </>
      )}
    </>
  );
}
