import { Button, Empty, Flex, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../institution/directory';
import type { ListState } from '../list/list-state';
import { Scrolling } from '../list/scrolling';
import { ProblemAlert } from '../problem/problem-alert';
import { showDay } from '../roster/day';
import { firstDayOf } from '../roster/use-rosters';
import { WeekChoice } from '../roster/week-choice';
import { useSession } from '../session/session';
import { weekFrom } from '../time/day';
import { ReportDialog } from './report-dialog';
import { useWardDays } from './use-beds';
import { linesOf, type WardLine } from './ward';
import { WardCell } from './ward-cell';

/** A line for each ward, a column for each day: beds that can be given, on each basis of the reserve. */
export function WardBoard({ state }: { readonly state: ListState }) {
  const { t, i18n } = useTranslation('bed');
  const { institution, roles } = useSession();
  const names = useNames();
  const query = useWardDays(state);
  const [reporting, setReporting] = useState<{ group?: string; date?: string }>();
  const first = firstDayOf(state);
  const reports = roles.includes('bed-manager');
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={t('wards')}>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Flex gap="small" wrap role="search" style={{ marginBottom: 8 }}>
        <WeekChoice state={state} />
        {reports ? (
          <Button type="primary" onClick={() => setReporting({})}>
            {t('report')}
          </Button>
        ) : null}
      </Flex>
      <p>{t('basisMeans')}</p>
      <Scrolling label={t('ward')}>
        <Table<WardLine>
          size="small"
          pagination={false}
          loading={query.isPending}
          rowKey={({ group }) => group}
          dataSource={linesOf(query.data?.items ?? [])}
          locale={{ emptyText: query.isPending ? ' ' : <Empty description={t('noReports')} /> }}
          columns={[
            {
              title: t('ward'),
              fixed: 'left',
              width: 120,
              render: (_, { group }) => names.department(institution, group),
            },
            ...weekFrom(first).map((date) => ({
              title: showDay(date, i18n.language),
              key: date,
              width: 160,
              render: (_: unknown, { group, days }: WardLine) => (
                <WardCell day={days.get(date)} onReport={reports ? () => setReporting({ group, date }) : undefined} />
              ),
            })),
          ]}
        />
      </Scrolling>
      {query.data?.next ? (
        <Button onClick={() => query.data.next && state.goOn(query.data.next)}>{t('more')}</Button>
      ) : null}
      {reporting ? (
        <ReportDialog
          {...reporting}
          last={query.data?.items.find(({ group, date }) => group === reporting.group && date === reporting.date)}
          onClose={() => setReporting(undefined)}
        />
      ) : null}
    </section>
  );
}
