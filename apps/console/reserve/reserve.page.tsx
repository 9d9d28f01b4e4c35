import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Flex } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '#openapi';
import { api, read } from '../api/client';
import { ExportButtons } from '../export/export-buttons';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { useDirectory } from '../institution/directory';
import { useExamName } from '../institution/exam-name';
import { nameIn } from '../language/in-language';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { countyToday, plusDays } from '../time/day';
import { Breaches } from './breaches';
import type { MapRow, Measure } from './cells';
import { DaySessions } from './day-sessions';
import { Figures } from './figures';
import { Freezes } from './freezes';
import { HeatMap } from './heat-map';
import { ReserveFilters } from './reserve-filters';

type MapQuery = NonNullable<paths['/v1/reserve-map']['get']['parameters']['query']>;

/** Whether hospitals keep their reserve: breaches first, then every hospital, department and day. */
export default function ReservePage() {
  const { t, i18n } = useTranslation('reserve');
  const { roles } = useSession();
  const state = useListState();
  const { data: directory } = useDirectory();
  const examName = useExamName();
  const from = state.get('from') || countyToday();
  const to = plusDays(from, Number(state.get('days') || '14') - 1);
  const [institution, pool] = [state.get('institution'), state.get('pool')];
  const query = { from, to, ...(institution ? { institution } : {}), ...(pool ? { pool } : {}) } as MapQuery;
  const map = useQuery({
    queryKey: ['reserve', query],
    refetchInterval: EVERY_HALF_MINUTE,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(api.GET('/v1/reserve-map', { params: { query }, signal })),
  });
  const nameOf = useCallback(
    ({ institution: code, group }: MapRow) => {
      const house = directory?.get(code);
      const one = group ? house?.departments.find(({ deptCode }) => deptCode === group) : house;
      return nameIn(i18n.language, one) ?? (group ? examName(group) : code);
    },
    [directory, examName, i18n.language],
  );
  const { set } = state;
  const onOpen = useCallback(({ institution: house, group }: MapRow, day: string) => set({ house, group, day }), [set]);
  const measure: Measure = state.get('measure') === 'reserve' ? 'reserve' : 'usable';
  const view = state.get('view') === 'table' ? 'table' : 'picture';
  const shown = map.data ? { map: map.data, measure, nameOf, onOpen } : undefined;
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <ReserveFilters state={state} from={from} measure={measure} view={view} />
      {map.isError ? <ProblemAlert error={map.error} onRetry={() => void map.refetch()} /> : null}
      {map.isPending ? <Waiting /> : null}
      {shown ? <Breaches map={shown.map} nameOf={nameOf} onOpen={onOpen} /> : null}
      {roles.includes('county-health-authority') ? <Freezes /> : null}
      <Flex justify="space-between" wrap align="center">
        <h2>{institution ? nameOf({ institution, cells: [] }) : t('allHospitals')}</h2>
        <ExportButtons path="/v1/reserve-report" query={query as Record<string, string>} />
      </Flex>
      {shown?.map.rows.length === 0 ? <Empty description={t('empty')} /> : null}
      {shown && shown.map.rows.length > 0 ? view === 'table' ? <Figures {...shown} /> : <HeatMap {...shown} /> : null}
      {state.get('day') ? (
        <DaySessions
          institution={state.get('house')}
          group={state.get('group') || undefined}
          date={state.get('day')}
          onClose={() => set({ house: '', group: '', day: '' })}
        />
      ) : null}
    </>
  );
}
