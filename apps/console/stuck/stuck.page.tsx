import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { ExportButtons } from '../export/export-buttons';
import { EVERY_HALF_MINUTE } from '../glance/indicator-report';
import { useNames } from '../institution/directory';
import { useListState } from '../list/list-state';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';
import { Age } from './age';
import { StuckFilters } from './filters';
import { stuckQuery } from './query';
import { StuckItems } from './stuck-items';
import { type Branch, treeOf } from './tree';

/** Where referrals are stuck and with whom: by house, role and rung, then one by one. */
export default function StuckPage() {
  const { t } = useTranslation(['stuck', 'code', 'question']);
  const state = useListState();
  const names = useNames();
  const filters = stuckQuery(state, ['from', 'direction', 'urgencyClass']);
  const report = useQuery({
    queryKey: ['overdue', 'report', filters],
    refetchInterval: EVERY_HALF_MINUTE,
    queryFn: ({ signal }) => read(api.GET('/v1/overdue-report', { params: { query: filters }, signal })),
  });
  const tree = useMemo(() => treeOf(report.data?.items ?? []), [report.data]);
  const nameOf = ({ institution, role, rung }: Partial<Branch>) =>
    [
      institution ? names.institution(institution) : '',
      role ? t(`code:role.${role}`) : '',
      rung ? t(`rungs.${rung}`) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  const lastName = ({ institution, role, rung }: Branch) =>
    rung ? t(`rungs.${rung}`) : role ? t(`code:role.${role}`) : names.institution(institution);
  const chosen = nameOf({ institution: state.get('institution'), role: state.get('role') });
  return (
    <>
      <h1>{t('title')}</h1>
      <p role="status">{report.data ? t('lead', { count: tree.reduce((sum, { count }) => sum + count, 0) }) : null}</p>
      <StuckFilters state={state} />
      {report.isError ? <ProblemAlert error={report.error} onRetry={() => void report.refetch()} /> : null}
      <section aria-label={t('groups')}>
        <Table<Branch>
          size="small"
          rowKey="key"
          loading={report.isPending}
          dataSource={tree}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: report.isSuccess ? <Empty description={t('empty')} /> : ' ' }}
          columns={[
            { title: t('where'), render: (_, branch) => lastName(branch) },
            { title: t('count'), dataIndex: 'count', align: 'right' },
            { title: t('oldest'), render: (_, { oldestDueAt }) => <Moment at={oldestDueAt} /> },
            { title: t('age'), render: (_, { oldestDueAt }) => <Age since={oldestDueAt} /> },
            {
              title: t('kinds'),
              render: (_, { kinds }) => kinds.map((word) => t(word)).join(t('and')),
            },
            {
              title: '',
              render: (_, { institution, role, rung, ...branch }) => (
                <Button
                  size="small"
                  aria-label={t('show', { where: nameOf({ institution, role, rung, ...branch }) })}
                  onClick={() => state.set({ institution, role, ...(rung ? { from: rung } : {}) })}
                >
                  {t('open')}
                </Button>
              ),
            },
          ]}
        />
      </section>
      <Flex justify="space-between" align="center" wrap style={{ marginTop: 16 }}>
        <h2>{t('itemsOf', { where: chosen || t('all') })}</h2>
        <Flex gap="small">
          {chosen ? <Button onClick={() => state.set({ institution: '', role: '' })}>{t('showAll')}</Button> : null}
          <ExportButtons path="/v1/overdue-items" query={stuckQuery(state)} />
        </Flex>
      </Flex>
      <StuckItems state={state} filters={stuckQuery(state)} label={t('itemsOf', { where: chosen || t('all') })} />
    </>
  );
}
